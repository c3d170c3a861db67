import { timeLeft } from '$lib/domain/disputes/deadlines';
import { isTaskOf } from '$lib/domain/disputes/tasks';
import { placeOf } from '$lib/domain/worklist/next-step';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { causeActionsOfMine } from '../disputes/cause-actions';
import { caseTasksOfMine } from '../disputes/case-tasks-of-mine';
import { namesOf } from '../settings/names-of';
import { workingCalendarOf } from '../settings/queries';
import { MOST, NOTHING_MORE, type WorkRow } from './work-row';

/** What decisions left him to do or to change for good, and what others are late with in his cases. */
export async function todoRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const tasks = [
		...(await caseTasksOfMine(unit, MOST)).map((task) => ({ ...task, anchor: '' })),
		...(await causeActionsOfMine(unit, MOST)).map((task) => ({ ...task, anchor: '#cause-title' }))
	];
	if (tasks.length === 0) return [];
	const names = await namesOf(
		unit,
		tasks.flatMap(({ ownerId }) => ownerId ?? [])
	);
	const calendar = await workingCalendarOf(unit);
	return tasks.map((task) => {
		const { late, daysLate, daysLeft } = timeLeft(unit.today, task.dueOn, calendar);
		return {
			...NOTHING_MORE,
			...{ key: `todo:${task.id}`, kind: isTaskOf(task, task.person) ? 'todo' : 'todo_late' },
			owner: {
				ownerName: task.ownerId && (names.get(task.ownerId) ?? ''),
				ownerTeam: task.ownerTeam
			},
			customerCode: task.customerCode,
			...{ who: task.customerName, href: hrefOf(task) },
			...{ on: task.dueOn, daysLeft: late ? -Math.max(1, daysLate) : daysLeft },
			...{ reference: task.reference, what: task.text }
		};
	});
}

const hrefOf = ({ anchor, ...task }: { anchor: string; reference: string }): string =>
	anchor ? `/disputes/${task.reference}${anchor}` : placeOf('todo', task);
