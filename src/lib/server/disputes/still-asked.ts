import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openQuestions } from './open-questions';

/** What a reminder to whoever was asked is about, and its day. */
export interface Reminder {
	assignmentId: string;
	on: LocalDate;
}

/** The reminder among the facts of a mail that is one. */
export const reminderIn = (facts: Record<string, unknown> | null): Reminder | undefined =>
	(facts as { again?: { of?: Reminder } } | null)?.again?.of;

/** Of these reminders, those of today whose question is still open. */
export async function stillAsked(
	unit: Unit<InsideScope>,
	reminders: readonly Reminder[]
): Promise<ReadonlySet<Reminder>> {
	const ofToday = reminders.filter(({ on }) => on === unit.today);
	const open = await openQuestions(
		unit,
		ofToday.map(({ assignmentId }) => assignmentId)
	);
	const ids = new Set(open.map(({ asked }) => asked.id));
	return new Set(ofToday.filter(({ assignmentId }) => ids.has(assignmentId)));
}
