import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import { formatDay, formatTotals } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** Asked for beyond what is agreed to at once, and decided by nobody yet. */
export interface Request {
	/** Unanswered, the day that passed without an answer; else the last one that is asked for. */
	on: LocalDate;
	amounts: readonly Money[];
	/** Several payments, each with its day. */
	isPlan: boolean;
	isUnanswered: boolean;
	/** Somebody did not agree to it. */
	isRefused?: boolean;
}

/** How it stands, the same on the account and on its own page. */
export function requestWords({ on, amounts, isPlan, isUnanswered, isRefused }: Request): string {
	const inputs = { amount: formatTotals(amounts), date: formatDay(on) };
	if (isRefused) return m.portal_promise_refused(inputs);
	if (!isUnanswered) return m.portal_promise_waits(inputs);
	return isPlan ? m.portal_promise_unanswered_parts(inputs) : m.portal_promise_unanswered(inputs);
}
