import { expect, test } from 'vitest';
import { APPROVER_ACTS } from '$lib/domain/disputes/approval-request';
import { DEEDS } from './done';

test('whatever an approver does about a request is work done, as is the answer to his question', () => {
	const told = [...APPROVER_ACTS, 'reply'].map((act) => `dispute.approval_${act}`);
	expect(DEEDS).toEqual(expect.arrayContaining(told));
});
