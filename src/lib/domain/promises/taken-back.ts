import { addDays, type LocalDate } from '$lib/domain/calendar';
import type { PromiseStanding } from './standing';

/** Why staff say that a promise does not stand any more. */
export const WITHDRAWN_BECAUSE = ['taken_back', 'by_mistake'] as const;

const LIVE_OR_BROKEN: readonly PromiseStanding[] = ['to_decide', 'open', 'broken'];

/**
 * Whether staff may say that it stands there by mistake: what a colleague wrote down, and what was taken back,
 * whoever did. What a customer himself promised and did not keep stays.
 */
export function mayBeMistake(promise: {
	standing: PromiseStanding;
	isByCustomer: boolean;
	because: 'by_mistake' | null;
}): boolean {
	if (promise.standing === 'withdrawn') return promise.because !== 'by_mistake';
	return !promise.isByCustomer && LIVE_OR_BROKEN.includes(promise.standing);
}

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
