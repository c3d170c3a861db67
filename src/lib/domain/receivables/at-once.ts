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

/**
 * Invoices a page of a customer lists by itself. Of a larger account a form lists those that were named or
 * looked for; what is due stands there as one sum.
 */
export const MOST_LISTED = 50;

/** Invoices one address names: with more of them servers and proxies refuse it. */
export const MOST_NAMED = 170;

/** Of those that were chosen, what an account keeps: with all of one more page an address still names them. */
export const MOST_KEPT = MOST_NAMED - MOST_LISTED;
