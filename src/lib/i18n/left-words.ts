import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import { formatDayLong, formatMoney } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

export interface LeftOfCase {
	stillDue: Money;
	/** The first day on which some of it is, or was, due; null = none is known. */
	dueOn: LocalDate | null;
	/** Of the same invoices, beside it. */
	promised: Money;
}

/** What is to pay beside a case, since when or until when, and what is promised; empty where neither is. */
export function leftWords(
	{ stillDue, dueOn, promised }: LeftOfCase,
	today: LocalDate,
	language: Language = getLocale()
): string {
	const said = [];
	if (stillDue.minor > 0n) {
		const inputs = {
			amount: formatMoney(stillDue, language),
			date: dueOn ? formatDayLong(dueOn, language) : ''
		};
		said.push(say(keyFor(dueOn, today), inputs, language));
	}
	if (promised.minor > 0n)
		said.push(say('follow_left_promised', { amount: formatMoney(promised, language) }, language));
	return said.join(' ');
}

function keyFor(dueOn: LocalDate | null, today: LocalDate): string {
	if (!dueOn) return 'portal_case_left_due';
	return dueOn < today ? 'follow_left_since' : 'follow_left_until';
}
