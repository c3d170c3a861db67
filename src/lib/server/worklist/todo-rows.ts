import { timeLeft } from '$lib/domain/disputes/deadlines';
import { isTaskOf } from '$lib/domain/disputes/tasks';
import { placeOf } from '$lib/domain/worklist/next-step';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { caseTasksOfMine } from '../disputes/case-tasks-of-mine';
import { workingCalendarOf } from '../settings/queries';
import { MOST, NOTHING_MORE, type WorkRow } from './work-row';

/** What decisions left him to do, and what others are late with in his cases. */
export async function todoRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const tasks = await caseTasksOfMine(unit, MOST);
	if (tasks.length === 0) return [];
	const calendar = await workingCalendarOf(unit);
	return tasks.map((task) => {
		const { late, daysLate, daysLeft } = timeLeft(unit.today, task.dueOn, calendar);
		return {
			...NOTHING_MORE,
			...{ key: `todo:${task.id}`, kind: isTaskOf(task, task.person) ? 'todo' : 'todo_late' },
			customerCode: task.customerCode,
			...{ who: task.customerName, href: placeOf('todo', task) },
			...{ on: task.dueOn, daysLeft: late ? -Math.max(1, daysLate) : daysLeft },
			...{ reference: task.reference, what: task.text }
		};
	});
}
