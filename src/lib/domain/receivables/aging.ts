import { daysBetween, type LocalDate } from '$lib/domain/calendar';

/** Days past due, both ends included; the due day itself is not late. */
export const AGING_BUCKETS = [
	'not_due',
	'days_1_30',
	'days_31_60',
	'days_61_90',
	'over_90'
] as const;
export type AgingBucket = (typeof AGING_BUCKETS)[number];

export interface AgingItem {
	readonly dueOn: LocalDate | null;
	readonly currency: string;
	readonly openMinor: bigint;
}

/** The balance of one currency by age. */
export interface Aging {
	readonly currency: string;
	readonly buckets: Readonly<Record<AgingBucket, bigint>>;
	readonly totalMinor: bigint;
}

/** One balance per currency, in the order the currencies first appear. */
export function aging(items: Iterable<AgingItem>, today: LocalDate): Aging[] {
	const balances = new Map<string, Record<AgingBucket, bigint>>();
	for (const item of items) {
		const buckets = balances.get(item.currency) ?? emptyBuckets();
		buckets[agingBucket(item.dueOn, today)] += item.openMinor;
		balances.set(item.currency, buckets);
	}
	return [...balances].map(([currency, buckets]) => ({
		currency,
		buckets,
		totalMinor: sum(Object.values(buckets))
	}));
}

/** An invoice without due date cannot be late. */
export function agingBucket(dueOn: LocalDate | null, today: LocalDate): AgingBucket {
	const daysLate = dueOn === null ? 0 : daysBetween(dueOn, today);
	if (daysLate <= 0) return 'not_due';
	if (daysLate <= 30) return 'days_1_30';
	if (daysLate <= 60) return 'days_31_60';
	return daysLate <= 90 ? 'days_61_90' : 'over_90';
}

const emptyBuckets = (): Record<AgingBucket, bigint> => ({
	not_due: 0n,
	days_1_30: 0n,
	days_31_60: 0n,
	days_61_90: 0n,
	over_90: 0n
});

const sum = (amounts: readonly bigint[]): bigint =>
	amounts.reduce((total, amount) => total + amount, 0n);
