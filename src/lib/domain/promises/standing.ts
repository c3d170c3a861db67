import {
	addDays,
	addWorkingDays,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import { minorMax } from '$lib/domain/money';

/** What became of a promise: derived from its rows and from the payments, never stored. */
export const PROMISE_STANDINGS = [
	'to_decide',
	'refused',
	'withdrawn',
	'open',
	'kept',
	'kept_late',
	'broken'
] as const;
export type PromiseStanding = (typeof PROMISE_STANDINGS)[number];

/** One invoice of a promise; amounts in minor units. */
export interface PromisedItem {
	readonly amountMinor: bigint;
	/** Paid of it (see `paidShares`) by its last day, grace included, and by now. */
	readonly paidInTimeMinor: bigint;
	readonly paidNowMinor: bigint;
	/** Of what was missing then, contested on its last day (`contestedOfMissing`); nothing before that day is over. */
	readonly contestedMinor: bigint;
}

export interface PromiseFacts {
	readonly dueOn: LocalDate;
	/** Beyond the policy: it holds nothing until somebody approved it. */
	readonly isBeyond: boolean;
	readonly verdict: 'approved' | 'refused' | null;
	readonly isWithdrawn: boolean;
	readonly items: readonly PromisedItem[];
}

/** The last day on which a payment made on the promised day may become known: working days of grace after it. */
export const graceEndsOn = (
	dueOn: LocalDate,
	graceDays: number,
	calendar: WorkingCalendar
): LocalDate => (graceDays > 0 ? addWorkingDays(dueOn, graceDays, calendar) : dueOn);

export function standingOf(
	{ isBeyond, verdict, isWithdrawn, items }: PromiseFacts,
	{ today, graceEnd }: { today: LocalDate; graceEnd: LocalDate }
): PromiseStanding {
	if (isWithdrawn) return 'withdrawn';
	if (verdict === 'refused') return 'refused';
	if (isBeyond && verdict === null) return 'to_decide';
	if (items.every((item) => item.paidInTimeMinor >= expectedMinor(item))) return 'kept';
	if (today <= graceEnd) return 'open';
	return items.every((item) => leftMinor(item) === 0n) ? 'kept_late' : 'broken';
}

/** One payment of a plan, as it stands. */
export interface PlanPart {
	readonly dueOn: LocalDate;
	readonly standing: PromiseStanding;
}

/**
 * How several payments stand together, and the day that says so: the first that was broken; else the first
 * that is not kept.
 */
export const standingOfPlan = (parts: readonly PlanPart[]): PlanPart => {
	const { dueOn, standing } =
		parts.find((part) => part.standing === 'broken') ??
		parts.find((part) => part.standing !== 'kept') ??
		parts[0]!;
	return { dueOn, standing };
};

/** What is contested is promised no longer: nobody breaks his word by not paying it. */
const expectedMinor = ({ amountMinor, contestedMinor }: PromisedItem): bigint =>
	amountMinor - contestedMinor;

/** What is still promised of an invoice. */
export const leftMinor = (item: PromisedItem): bigint =>
	minorMax(0n, expectedMinor(item) - item.paidNowMinor);

/** Only what was free of claims was waited for on the last day: the rest of what is missing was contested. */
export const contestedOfMissing = (
	missingMinor: bigint,
	{ openMinor, disputedMinor }: { openMinor: bigint; disputedMinor: bigint }
): bigint => minorMax(0n, missingMinor - minorMax(0n, openMinor - disputedMinor));

/** Nobody agreed to it while it could still be kept. */
export const isLapsedOn = (graceEnd: LocalDate, today: LocalDate): boolean => today > graceEnd;

/** The first day on which a promise that was not kept is broken. */
export const brokenOn = (graceEnd: LocalDate): LocalDate => addDays(graceEnd, 1);
