import { mayBeAsked } from '$lib/domain/access';
import { isAsked } from '$lib/domain/disputes/tasks';
import type { Colleague } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { Case } from './case-queries';
import { lockDispute } from './lock-dispute';
import { tellStaff } from './notify-dispute';
import { houseToday, type House } from './signers';
import { tasksOfCase, type TaskRow } from './task-queries';

/**
 * Whoever is to do something that a decision left is told of it, each task once, by mail or in his digest; never
 * whoever gave it himself. What waits for a signature with its decision is not told yet.
 */
export async function tellTaskOwners(
	unit: Unit<InsideScope>,
	about: Case,
	by: Pick<Colleague, 'id' | 'name'>
): Promise<void> {
	const { status } = await lockDispute(unit, about.dispute.id);
	if (!isAsked(status)) return;
	const house = await houseToday(unit);
	for (const task of await tasksOfCase(unit, about.dispute.id)) {
		if (task.endedAt) continue;
		for (const to of ownersToday(house, task))
			if (to.id !== by.id)
				await tellOwner(unit, about, { task, to, event: 'task_given', by: by.name });
	}
}

/** Null: the address of the house, where nobody is left to tell. */
export type Reader = Pick<Colleague, 'id'> | null;

export interface TaskNews {
	/** What a decision left, or what is changed so that its case does not come again. */
	task: Pick<TaskRow, 'id' | 'text'> & { dueOn: TaskRow['dueOn'] | null };
	to: Reader;
	event: 'task_given' | 'task_late' | 'task_without_owner';
	by: string;
	/** Which of several about its day. */
	nth?: number;
	/** Where on the page of the case it is. */
	anchor?: string;
}

/** Another day begins anew; given it is once, whatever its day becomes. */
export const taskKey = ({ task, to, event, nth }: Omit<TaskNews, 'by' | 'anchor'>): string => {
	const which = nth === undefined ? '' : `:${task.dueOn}:${nth}`;
	return `staff-alert:${event}:${task.id}${which}:${to?.id ?? 'house'}`;
};

export const tellOwner = (
	unit: Unit<InsideScope>,
	about: Case,
	{ by, anchor = '#tasks-title', ...news }: TaskNews
): Promise<void> =>
	tellStaff(unit, about, {
		...{ event: news.event, onceKey: taskKey(news), ...(news.to && { to: news.to.id }) },
		...{ colleague: by, text: news.task.text, anchor },
		...(news.task.dueOn ? { doBy: news.task.dueOn } : {})
	});

/** The colleague, or who stands in for him; of a team everybody who is there. */
export function ownersToday(
	house: Pick<House, 'colleagues' | 'presences'>,
	{ ownerId, ownerTeam }: Pick<TaskRow, 'ownerId' | 'ownerTeam'>
): readonly Colleague[] {
	if (ownerId) return ownerOf(house, ownerId);
	const team = house.colleagues.filter((user) => user.team === ownerTeam && mayBeAsked(user));
	return house.presences.there(team, mayBeAsked);
}

/** Away without a substitute, he reads it once he is back. */
export function ownerOf(
	{ colleagues, presences }: Pick<House, 'colleagues' | 'presences'>,
	ownerId: string
): Colleague[] {
	const himself = colleagues.find(({ id }) => id === ownerId);
	return [presences.answering(ownerId) ?? himself].flatMap((one) => one ?? []);
}
