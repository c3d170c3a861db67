import { expect, test } from 'vitest';
import { AppError } from '$lib/domain/errors';
import { atItsLine, tasksIn } from './task-actions';

const line = (place: number, text: string, owner: string, on = '2026-03-09') => ({
	[`task-${place}`]: text,
	[`task-${place}-owner`]: owner,
	[`task-${place}-on`]: on
});

test('what was ticked or written is a task, with who does it and by when; the rest is none', () => {
	expect(
		tasksIn({
			...line(0, 'Corriger le tarif', 'team:sales'),
			...line(1, ' ', ''),
			...{ 'task-2-owner': 'team:sales', 'task-2-on': '2026-03-09' },
			...line(3, 'Appeler', 'user:u1')
		})
	).toEqual([
		{ text: 'Corriger le tarif', ownerTeam: 'sales', dueOn: '2026-03-09' },
		{ text: 'Appeler', ownerId: 'u1', dueOn: '2026-03-09' }
	]);
});

test('every line nobody was chosen for is refused by its words, at its field', () => {
	const wrong = (words: Record<string, string>) => {
		try {
			return tasksIn(words);
		} catch (thrown) {
			return thrown;
		}
	};
	expect(
		wrong({
			...line(0, 'Corriger le tarif', ''),
			...line(1, 'Reprendre la palette', 'team:logistics'),
			...line(2, 'Appeler', 'team:')
		})
	).toMatchObject({
		...{ code: 'task_needs_owner', details: { task: 'Corriger le tarif' }, field: 'task-0-owner' },
		others: [{ details: { task: 'Appeler' }, field: 'task-2-owner' }]
	});
});

test('a day that is over is refused at the line it stands in; any other refusal as it came', () => {
	const words = {
		...line(0, 'Corriger le tarif', 'team:sales'),
		...line(3, ' Appeler ', 'user:u1')
	};
	const over = (task: string, field = 'taskDue') => new AppError('task_day_over', { task }, field);
	const thrown = (error: AppError) => {
		try {
			return atItsLine(words)(error);
		} catch (again) {
			return again;
		}
	};
	expect(thrown(over('Appeler'))).toMatchObject({
		...{ code: 'task_day_over', field: 'task-3-on' }
	});
	expect(thrown(over('Autre'))).toMatchObject({ field: 'taskDue' });
	expect(thrown(over('Appeler', 'explanation'))).toMatchObject({ field: 'explanation' });
});
