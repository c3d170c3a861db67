import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openQuestions } from './open-questions';

/** What a reminder to whoever was asked is about, and its day. */
export interface Reminder {
	assignmentId: string;
	on: LocalDate;
	/** Says whom it is asked now; of one put before this was kept, unknown. */
	isPassedOn?: boolean;
}

/** The reminder among the facts of a mail that is one. */
export const reminderIn = (facts: Record<string, unknown> | null): Reminder | undefined =>
	(facts as { again?: { of?: Reminder } } | null)?.again?.of;

/** Of these reminders, those of today whose question is still open; while somebody outside is waited for, only what was passed on. */
export async function stillAsked(
	unit: Unit<InsideScope>,
	reminders: readonly Reminder[]
): Promise<ReadonlySet<Reminder>> {
	const ofToday = reminders.filter(({ on }) => on === unit.today);
	const open = await openQuestions(
		unit,
		ofToday.map(({ assignmentId }) => assignmentId)
	);
	const rests = new Map(open.map((question) => [question.asked.id, question.rests]));
	const isOpen = ({ assignmentId, isPassedOn }: Reminder): boolean =>
		rests.get(assignmentId) === false || (rests.has(assignmentId) && isPassedOn === true);
	return new Set(ofToday.filter(isOpen));
}
