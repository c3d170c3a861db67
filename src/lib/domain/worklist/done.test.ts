import { expect, test } from 'vitest';
import { APPROVER_ACTS } from '$lib/domain/disputes/approval-request';
import { TASK_ENDS } from '$lib/domain/disputes/tasks';
import { DEEDS, ENDED_BY } from './done';
import { WORK_KINDS } from './order';

test('every kind of row is ended by something, and there is nothing for a kind that does not exist', () => {
	expect(Object.keys(ENDED_BY).sort()).toEqual([...WORK_KINDS].sort());
	for (const kind of WORK_KINDS) expect(ENDED_BY[kind], kind).not.toEqual([]);
});

test('no act counts that ends nothing, and none twice', () => {
	const ending = new Set<string>(WORK_KINDS.flatMap((kind) => [...ENDED_BY[kind]]));
	expect([...DEEDS].sort()).toEqual([...ending].sort());
});

test('whatever an approver does about a request is work done, as is the answer to his question', () => {
	const told = [...APPROVER_ACTS, 'reply'].map((act) => `dispute.approval_${act}`);
	expect(DEEDS).toEqual(expect.arrayContaining(told));
});

test('a task is over in whatever way it ends', () => {
	for (const kind of ['todo', 'todo_late'] as const)
		expect(ENDED_BY[kind]).toEqual([
			...TASK_ENDS.map((end) => `dispute.task_${end}`),
			// What is changed so that a case does not come again has one end.
			'dispute.action_done'
		]);
});
