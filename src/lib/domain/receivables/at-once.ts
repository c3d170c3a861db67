import { AppError } from '$lib/domain/errors';

/** Invoices (or lines of them) one form is about at the very most: contested, promised or said to be paid. */
export const MOST_AT_ONCE = 1000;

/** What a door reads of such a list at all: above `MOST_AT_ONCE` it is refused in words, not as a bad field. */
export const MOST_READ = 10_000;

/** @throws too_many_at_once */
export function refuseAboveOnce(named: readonly unknown[]): void {
	if (named.length > MOST_AT_ONCE)
		throw new AppError('too_many_at_once', { max: String(MOST_AT_ONCE) }, 'invoice');
}
