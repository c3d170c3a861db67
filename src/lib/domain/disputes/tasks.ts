import { z } from 'zod';
import type { LocalDate } from '../calendar';
import type { ErrorCode } from '../errors';
import type { Labels, Language } from '../language';
import { isDecidedOrOver, type DisputeStatus } from './lifecycle';
import type { Outcome, Verdict } from './schema';
import { teamKey } from './team-input';

/** How a task ends: it was done, or nobody has to do it after all. */
export const TASK_ENDS = ['done', 'not_needed'] as const;
export type TaskEnd = (typeof TASK_ENDS)[number];

/** One line of somebody's day. */
export const LONGEST_TASK = 300;
export const LONGEST_WHY = 1000;
/** Left by one decision. */
export const MOST_TASKS = 12;
/** What a reason suggests, a line each. */
export const LONGEST_SUGGESTIONS = 1500;
/** Working days that a task is given where nobody says more. */
export const USUAL_TASK_DAYS = 5;

export const taskInput = z.object({
	text: z.string().trim().max(LONGEST_TASK),
	/** A colleague, or a team: one of the two. */
	ownerId: z.uuid().optional(),
	ownerTeam: teamKey.optional(),
	dueOn: z.string()
});
export type TaskInput = z.infer<typeof taskInput>;

/** What is to be known before a decided case is closed. */
export interface AfterDecision {
	readonly openTasks: number;
	/** Its reason asks for a cause, and nobody noted one. */
	readonly lacksCause?: boolean;
}

/** Why a decided case is not closed yet; null: nothing keeps it. */
export function keptOpenBy({ openTasks, lacksCause }: AfterDecision): ErrorCode | null {
	if (openTasks > 0) return 'tasks_open';
	return lacksCause ? 'cause_required' : null;
}

interface Decided {
	readonly verdict: Verdict;
	readonly outcome: Outcome;
	readonly openTasks: number;
}

/** What was accepted is being put in order from then on. Of a refusal the customer reads nothing else. */
export const isPutInOrder = ({ verdict, outcome, openTasks }: Decided): boolean =>
	openTasks > 0 && (verdict !== 'invalid' || outcome === 'goodwill');

/** While a case is looked at (again), nobody carries out what an earlier decision left. */
export const isAsked = (status: DisputeStatus): boolean => isDecidedOrOver(status);

interface Task {
	readonly dueOn: LocalDate;
	readonly endedAt: Date | null;
}

export const isTaskLate = ({ dueOn, endedAt }: Task, today: LocalDate): boolean =>
	endedAt === null && dueOn < today;

interface Owner {
	readonly ownerId: string | null;
	readonly ownerTeam: string | null;
}
interface Person {
	readonly id: string;
	readonly team: string;
	/** Those he stands in for today. */
	readonly represents: readonly string[];
}

/** His own, his team's, or that of somebody who is away. */
export const isTaskOf = ({ ownerId, ownerTeam }: Owner, person: Person): boolean =>
	ownerId === null
		? ownerTeam !== null && ownerTeam === person.team
		: ownerId === person.id || person.represents.includes(ownerId);

/** Whether it is a line the reason suggests, in whatever language it was read. */
export const isSuggested = (lists: Labels, text: string): boolean =>
	Object.values(lists).some((list) =>
		(list ?? '').split('\n').some((line) => line.trim() !== '' && line.trim() === text.trim())
	);

/** The lines a reason suggests, in the language of whoever reads; else as the house wrote them. */
export const suggestedIn = (lists: Labels, language: Language, house: Language): string[] =>
	(lists[language] || lists[house] || Object.values(lists).find(Boolean) || '')
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean)
		.slice(0, MOST_TASKS - 2);
