import { addDays, daysBetween, type LocalDate } from '../calendar';
import { minorMax } from '../money';
import { disputedMinor, type Claim } from '../receivables/open-items';
import { rateOn, type Rate } from './rates';

/** A claim of the customer and the days it lasted, both ends included. */
export interface Suspension extends Claim {
	readonly fromOn: LocalDate;
	/** Null while the case is open. */
	readonly untilOn: LocalDate | null;
}

export interface LateInvoice {
	readonly dueOn: LocalDate | null;
	/** Including tax, minor units. */
	readonly totalMinor: bigint;
	readonly settlements: readonly { readonly on: LocalDate; readonly amountMinor: bigint }[];
	readonly suspensions: readonly Suspension[];
}

/** Days in a row on which the same sum bore the same rate. */
export interface InterestPeriod {
	fromOn: LocalDate;
	/** Included. */
	untilOn: LocalDate;
	days: number;
	openMinor: bigint;
	disputedMinor: bigint;
	/** What bears interest: open − disputed. */
	baseMinor: bigint;
	/** 1,215 = 12.15 % a year. */
	basisPoints: number;
	/** With the customers; otherwise the law gives it. */
	agreed: boolean;
}

export interface Interest {
	/** Minor units, rounded half up once, at the end. */
	minor: bigint;
	periods: InterestPeriod[];
}

/**
 * Simple interest for late payment, day by day, up to and including `untilOn`. It runs from the day
 * after the due date without a reminder (C. com. L441-10 II; 1998 Act, s. 4); the day a payment arrives still counts,
 * so that due date to payment gives the days of the usual formula: sum × rate × days / 365. A year is
 * 365 days, leap years too. What is disputed bears nothing from the day the case opens to the day it
 * ends, both included, and nothing is caught up afterwards.
 */
export function interestOf(
	invoice: LateInvoice,
	rates: readonly Rate[],
	untilOn: LocalDate
): Interest {
	const periods = invoice.dueOn === null ? [] : periodsOf(invoice, rates, invoice.dueOn, untilOn);
	return { minor: roundedSum(periods), periods };
}

const YEAR = 365n;
const WHOLE = 10_000n;

function roundedSum(periods: readonly InterestPeriod[]): bigint {
	const exact = periods.reduce(
		(sum, { baseMinor, basisPoints, days }) => sum + baseMinor * BigInt(basisPoints) * BigInt(days),
		0n
	);
	return (2n * exact + WHOLE * YEAR) / (2n * WHOLE * YEAR);
}

function periodsOf(
	invoice: LateInvoice,
	rates: readonly Rate[],
	dueOn: LocalDate,
	untilOn: LocalDate
): InterestPeriod[] {
	const end = addDays(untilOn, 1);
	const starts = [...startsOf(invoice, rates, addDays(dueOn, 1), end), end];
	return starts
		.slice(0, -1)
		.map((fromOn, at) => period(invoice, rates, fromOn, starts[at + 1]!))
		.filter(({ openMinor, basisPoints }) => openMinor > 0n && basisPoints > 0);
}

/** Every day in [first, end) on which the sum or the rate may change. */
function startsOf(
	{ settlements, suspensions }: LateInvoice,
	rates: readonly Rate[],
	first: LocalDate,
	end: LocalDate
): LocalDate[] {
	const changes = [
		first,
		...settlements.map(({ on }) => addDays(on, 1)),
		...suspensions.map(({ fromOn }) => fromOn),
		...suspensions.flatMap(({ untilOn }) => (untilOn ? [addDays(untilOn, 1)] : [])),
		...rates.map(({ fromOn }) => fromOn)
	];
	return [...new Set(changes)].filter((day) => day >= first && day < end).sort();
}

function period(
	invoice: LateInvoice,
	rates: readonly Rate[],
	fromOn: LocalDate,
	nextOn: LocalDate
): InterestPeriod {
	const openMinor = openOn(invoice, fromOn);
	const disputed = disputedMinor(openMinor, claimsOn(invoice, fromOn));
	const { basisPoints = 0, agreed = false } = rateOn(rates, fromOn) ?? {};
	return {
		fromOn,
		untilOn: addDays(nextOn, -1),
		days: daysBetween(fromOn, nextOn),
		openMinor,
		disputedMinor: disputed,
		baseMinor: openMinor - disputed,
		basisPoints,
		agreed
	};
}

/** What arrived on the day itself still bore interest that day. */
const openOn = ({ totalMinor, settlements }: LateInvoice, day: LocalDate): bigint =>
	minorMax(
		0n,
		settlements.reduce(
			(open, { on, amountMinor }) => (on < day ? open - amountMinor : open),
			totalMinor
		)
	);

const claimsOn = ({ suspensions }: LateInvoice, day: LocalDate): Suspension[] =>
	suspensions.filter(
		({ fromOn, untilOn }) => fromOn <= day && (untilOn === null || day <= untilOn)
	);
