import type { LocalDate } from '$lib/domain/calendar';
import type { DueDay } from '$lib/domain/disputes/left-of-case';
import { totals, type Money } from '$lib/domain/money';
import { formatDayLong, formatList, formatMoney } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

export interface LeftOfCase {
	stillDue: Money;
	/** The first day on which some of it is, or was, due; null = none is known. */
	dueOn: LocalDate | null;
	/** What falls on each day, where there are several, the first one first; mails kept from before say none. */
	days?: readonly DueDay[] | undefined;
	/** Of the same invoices, beside it: promised, contested in other cases, said to be paid. Mails kept from before say not all. */
	promised: Money;
	elsewhere?: Money | undefined;
	held?: Money | undefined;
}

/** More of them are no sentence any more. */
const MOST_DAYS = 3;

/** What is to pay beside a case, since when or until when, and what rests of the same invoices; empty where nothing is open. */
export function leftWords(
	left: LeftOfCase,
	today: LocalDate,
	language: Language = getLocale()
): string {
	const due = left.stillDue.minor > 0n ? [dueWords(left, today, language)] : [];
	return [...due, ...partsWords(left, language, due.length > 0 ? '_besides' : '')].join(' ');
}

/** What nobody asks for now, though it is open. */
export function restingWords(
	left: Pick<LeftOfCase, 'promised' | 'elsewhere' | 'held'>,
	language: Language = getLocale()
): string[] {
	return partsWords(left, language, '');
}

/** @param beside `_besides`: it comes on top of what was just said to be due */
function partsWords(
	{ promised, elsewhere, held }: Pick<LeftOfCase, 'promised' | 'elsewhere' | 'held'>,
	language: Language,
	beside: '' | '_besides'
): string[] {
	const parts = [
		['follow_left_promised', promised],
		['follow_left_elsewhere', elsewhere],
		['follow_left_held', held]
	] as const;
	return parts.flatMap(([key, amount]) =>
		amount && amount.minor > 0n
			? [say(`${key}${beside}`, { amount: formatMoney(amount, language) }, language)]
			: []
	);
}

/** The whole of it is due on a day only where there is one. */
function dueWords(
	{ stillDue, dueOn, days = [] }: LeftOfCase,
	today: LocalDate,
	language: Language
) {
	const amount = formatMoney(stillDue, language);
	const on = (day: LocalDate) => formatDayLong(day, language);
	const isOneDay = days[0] === undefined || days[0].amount.minor === stillDue.minor;
	if (isOneDay)
		return say(keyFor(dueOn, today), { amount, date: dueOn ? on(dueOn) : '' }, language);
	const parts =
		days.length > MOST_DAYS
			? lateWords(days, today, language)
			: days.map((one) => {
					const key = one.dueOn < today ? 'follow_left_part_since' : 'follow_left_part_until';
					const inputs = { amount: formatMoney(one.amount, language), date: on(one.dueOn) };
					return say(key, inputs, language);
				});
	if (parts.length === 0) return say('portal_case_left_due', { amount }, language);
	return say('follow_left_parts', { amount, parts: formatList(parts, language) }, language);
}

/** Of many days only what is late already, in one sum. */
function lateWords(days: readonly DueDay[], today: LocalDate, language: Language): string[] {
	const [late] = totals(days.filter(({ dueOn }) => dueOn < today).map(({ amount }) => amount));
	if (!late) return [];
	return [say('follow_left_part_late', { amount: formatMoney(late, language) }, language)];
}

function keyFor(dueOn: LocalDate | null, today: LocalDate): string {
	if (!dueOn) return 'portal_case_left_due';
	return dueOn < today ? 'follow_left_since' : 'follow_left_until';
}
