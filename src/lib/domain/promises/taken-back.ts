import { addDays, type LocalDate } from '$lib/domain/calendar';

/** A promise about an invoice that held the reminders, and was taken back. */
export interface TakenBack {
	readonly on: LocalDate;
	/** The day it was promised for. */
	readonly dueOn: LocalDate;
}

/** Days a promise that was taken back is remembered. */
const REMEMBERED_DAYS = 90;

/** Twice is no slip any more. */
const TWICE = 2;

/**
 * Whether a person decides about the next promise of an invoice: one was taken back when its day had come,
 * or two were lately. Otherwise reminders could rest for ever, promise after promise.
 */
export function takenBackTooOften(promises: readonly TakenBack[], today: LocalDate): boolean {
	const lately = promises.filter(({ on }) => on >= addDays(today, -REMEMBERED_DAYS));
	return lately.length >= TWICE || lately.some(({ on, dueOn }) => on >= dueOn);
}
