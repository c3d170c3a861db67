import type { LocalDate } from '$lib/domain/calendar';
import { planFault, take, type AskableDays, type PlanProblem } from './plan';
import type { PromisedAmount, Share } from './plan';

/** One payment of an offer: minor units of the currency of its case. */
export interface Instalment {
	readonly dueOn: LocalDate;
	readonly amountMinor: bigint;
}

/** One payment is a promise, not a plan. */
export const LEAST_PARTS = 2;

export type InstalmentProblem =
	PlanProblem | 'too_few_parts' | 'amount_not_positive' | 'parts_not_the_sum';

/** What is wrong with a plan for `totalMinor`: nothing of it may be missing, and nothing be asked twice. */
export function instalmentProblem(
	parts: readonly Instalment[],
	totalMinor: bigint,
	askable: AskableDays
): InstalmentProblem | null {
	if (parts.length < LEAST_PARTS) return 'too_few_parts';
	const days = parts.map(({ dueOn }) => dueOn);
	const fault = planFault(days, askable);
	if (fault) return fault.problem;
	if (parts.some(({ amountMinor }) => amountMinor <= 0n)) return 'amount_not_positive';
	const sum = parts.reduce((all, { amountMinor }) => all + amountMinor, 0n);
	return sum === totalMinor ? null : 'parts_not_the_sum';
}

/** Equal but for the last cents, which come last. */
export const equalAmounts = (totalMinor: bigint, count: number): bigint[] =>
	Array.from({ length: count }, (_, place) => {
		const each = totalMinor / BigInt(count);
		return place === count - 1 ? totalMinor - each * BigInt(count - 1) : each;
	});

/** What each payment is for, the first invoices first. The payments make up the whole of the items. */
export function sharesAgreed(
	items: readonly PromisedAmount[],
	parts: readonly Instalment[]
): Share[] {
	const left = items.map((item) => ({ ...item }));
	return parts.map(({ dueOn, amountMinor }) => ({ dueOn, items: take(left, amountMinor) }));
}
