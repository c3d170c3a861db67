import {
	addDays,
	endOfMonth,
	isWorkingDay,
	weekday,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import { minorMin } from '$lib/domain/money';

/** What is promised of one invoice, minor units of its currency. */
export interface PromisedAmount {
	readonly invoiceId: string;
	readonly currency: string;
	readonly amountMinor: bigint;
}

/** One payment of a plan. */
export interface Share {
	readonly dueOn: LocalDate;
	readonly items: readonly PromisedAmount[];
}

/** One payment for each day, equal but for the last cents, the oldest invoices first; each currency for itself. */
export function sharesOf(
	items: readonly PromisedAmount[],
	days: readonly LocalDate[]
): readonly Share[] {
	const left = items.filter(({ amountMinor }) => amountMinor > 0n).map((item) => ({ ...item }));
	return days
		.map((dueOn, place) => ({
			dueOn,
			items: currenciesOf(left).flatMap((currency) => {
				const own = left.filter((item) => item.currency === currency);
				return take(own, sumOf(own) / BigInt(days.length - place));
			})
		}))
		.filter((share) => share.items.length > 0);
}

const currenciesOf = (items: readonly PromisedAmount[]): string[] => [
	...new Set(items.map(({ currency }) => currency))
];
const sumOf = (items: readonly PromisedAmount[]): bigint =>
	items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);

/** Takes that much from the first ones on, and leaves less of them. */
export function take(
	from: readonly { invoiceId: string; currency: string; amountMinor: bigint }[],
	wanted: bigint
): PromisedAmount[] {
	const taken: PromisedAmount[] = [];
	let rest = wanted;
	for (const item of from) {
		const part = minorMin(rest, item.amountMinor);
		if (part > 0n) taken.push({ ...item, amountMinor: part });
		item.amountMinor -= part;
		rest -= part;
	}
	return taken;
}

/** As many as a page of a phone asks for: whoever needs more time needs a person. */
export const MOST_INSTALMENTS = 6;

/** What is wrong with the days of a plan. */
export type PlanProblem = 'date_in_past' | 'day_too_far' | 'days_not_ascending' | 'too_many_parts';

export interface AskableDays {
	readonly today: LocalDate;
	/** Later days are refused, not decided. */
	readonly latestOn: LocalDate;
	/** Payments of one plan. */
	readonly instalments: number;
}

export interface PlanFault {
	readonly problem: PlanProblem;
	/** Which of the days, counted from 0. */
	readonly place: number;
}

/** The first payment that will not do: what is wrong with a later one may come from it. */
export function planFault(
	days: readonly LocalDate[],
	{ today, latestOn, instalments }: AskableDays
): PlanFault | null {
	const most = Math.max(1, instalments);
	const problemAt = (day: LocalDate, place: number): PlanProblem | null => {
		if (place >= most) return 'too_many_parts';
		if (day < today) return 'date_in_past';
		if (place > 0 && day <= days[place - 1]!) return 'days_not_ascending';
		return day > latestOn ? 'day_too_far' : null;
	};
	for (const [place, day] of days.entries()) {
		const problem = problemAt(day, place);
		if (problem) return { problem, place };
	}
	return null;
}

/** Up to twice the days of the policy somebody is asked; nobody is asked about more. */
const ASKED_TIMES = 2;

export const latestToAsk = (today: LocalDate, maximumDays: number): LocalDate =>
	addDays(today, maximumDays * ASKED_TIMES);

/** The last day on which a payment is agreed to at once. */
export const latestAtOnce = (
	today: LocalDate,
	maximumDays: number,
	calendar: WorkingCalendar
): LocalDate => workingDayUpTo(addDays(today, maximumDays), today, calendar);

/** The last day worked up to `day`, or `day` itself when there is none since `from`. */
function workingDayUpTo(day: LocalDate, from: LocalDate, calendar: WorkingCalendar): LocalDate {
	for (let back = day; back > from; back = addDays(back, -1))
		if (isWorkingDay(back, calendar)) return back;
	return day;
}

const FRIDAY = 5;
const SUGGESTED = 3;

/** Days people have in mind: a Friday, the end of the month, the next ones; worked, to come, and agreed to at once. */
export function quickDays(
	today: LocalDate,
	maximumDays: number,
	calendar: WorkingCalendar
): LocalDate[] {
	const friday = addDays(today, (FRIDAY - weekday(today) + 7) % 7);
	const month = endOfMonth(today);
	const wanted = [friday, addDays(friday, 7), month, addDays(friday, 14), addDays(friday, 21)];
	const latest = addDays(today, maximumDays);
	const possible = wanted
		.map((day) => workingDayUpTo(day, today, calendar))
		.filter((day) => day > today && day <= latest && isWorkingDay(day, calendar));
	const first = new Set(possible);
	return [...first].slice(0, SUGGESTED).sort();
}
