import { daysBetween, type LocalDate } from '$lib/domain/calendar';
import { money, totals, type Money } from '$lib/domain/money';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import { ENOUGH } from './enough';

/** One case in one currency; a case over two currencies gives two rows. */
export interface DisputeRow {
	readonly disputeId: string;
	readonly reasonCode: string;
	readonly category: ReasonCategory;
	readonly customerId: string;
	readonly currency: string;
	readonly claimedMinor: bigint;
	readonly acceptedMinor: bigint | null;
	readonly openedOn: LocalDate;
	readonly closedOn: LocalDate | null;
	readonly status: DisputeStatus;
	/** Was a live case at the end of the day reported on, whatever it became since. */
	readonly activeOnAsOf: boolean;
}

export interface Share {
	/** Cases, not rows. */
	readonly count: number;
	readonly amounts: readonly Money[];
}

export interface ResolutionTime {
	readonly category: ReasonCategory;
	/** Cases closed by the day of the report. */
	readonly n: number;
	/** Calendar days from opening to closing; null when n is 0. */
	readonly meanDays: number | null;
	readonly medianDays: number | null;
	/** A mean of so few cases says little: shown, and said so. */
	readonly tooFew: boolean;
}

export interface DisputesReport {
	readonly openAmount: readonly Money[];
	readonly openCount: number;
	readonly byReason: readonly (Share & { readonly code: string })[];
	readonly byCustomer: readonly (Share & { readonly customerId: string })[];
	readonly byType: readonly (Share & { readonly category: ReasonCategory })[];
	readonly resolutionByType: readonly ResolutionTime[];
}

/** The *rapport litiges* as of a day: causes, customers and delays. */
export function disputesReport(rows: readonly DisputeRow[], asOf: LocalDate): DisputesReport {
	const known = rows.filter(({ openedOn }) => openedOn <= asOf);
	const open = known.filter(({ activeOnAsOf }) => activeOnAsOf);
	const total = shareOf(open);
	return {
		openAmount: total.amounts,
		openCount: total.count,
		byReason: breakdown(open, (row) => row.reasonCode).map(([code, share]) => ({ code, ...share })),
		byCustomer: breakdown(open, (row) => row.customerId).map(([customerId, share]) => ({
			customerId,
			...share
		})),
		byType: breakdown(open, (row) => row.category).map(([category, share]) => ({
			category,
			...share
		})),
		resolutionByType: resolutionByType(known, asOf)
	};
}

const shareOf = (rows: readonly DisputeRow[]): Share => ({
	count: new Set(rows.map(({ disputeId }) => disputeId)).size,
	amounts: totals(rows.map(({ claimedMinor, currency }) => money(claimedMinor, currency)))
});

/** Most frequent first, then by key: two readings of the same day look the same. */
function breakdown<Key extends string>(
	rows: readonly DisputeRow[],
	keyOf: (row: DisputeRow) => Key
): [Key, Share][] {
	return groupBy(rows, keyOf)
		.map(([key, group]): [Key, Share] => [key, shareOf(group)])
		.sort(([a, { count: m }], [b, { count: n }]) => n - m || (a < b ? -1 : 1));
}

function groupBy<Key>(
	rows: readonly DisputeRow[],
	keyOf: (row: DisputeRow) => Key
): [Key, DisputeRow[]][] {
	const groups = new Map<Key, DisputeRow[]>();
	for (const row of rows) {
		const group = groups.get(keyOf(row));
		if (group) group.push(row);
		else groups.set(keyOf(row), [row]);
	}
	return [...groups];
}

function resolutionByType(rows: readonly DisputeRow[], asOf: LocalDate): ResolutionTime[] {
	return groupBy(rows, ({ category }) => category)
		.map(([category, group]) => resolutionTime(category, daysToClose(group, asOf)))
		.sort((a, b) => b.n - a.n || (a.category < b.category ? -1 : 1));
}

/** One duration per case closed by then, shortest first. */
function daysToClose(rows: readonly DisputeRow[], asOf: LocalDate): number[] {
	const days = new Map<string, number>();
	for (const { disputeId, openedOn, closedOn } of rows)
		if (closedOn !== null && closedOn <= asOf) days.set(disputeId, daysBetween(openedOn, closedOn));
	return [...days.values()].sort((a, b) => a - b);
}

function resolutionTime(category: ReasonCategory, days: readonly number[]): ResolutionTime {
	const n = days.length;
	const meanDays = n === 0 ? null : days.reduce((sum, day) => sum + day, 0) / n;
	return { category, n, meanDays, medianDays: median(days), tooFew: n < ENOUGH };
}

function median(sorted: readonly number[]): number | null {
	if (sorted.length === 0) return null;
	const upper = sorted[Math.floor(sorted.length / 2)]!;
	const lower = sorted[Math.floor((sorted.length - 1) / 2)]!;
	return (lower + upper) / 2;
}
