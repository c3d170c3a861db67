import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { minorMin } from '$lib/domain/money';
import { leftMinor } from '$lib/domain/promises/standing';
import type { MadePromise } from './made-promises';

/** What is left of what was promised of an invoice, and for when: of several payments, the last day. */
export interface PromisedSum {
	minor: bigint;
	on: LocalDate;
	/** Each payment, the first day first. */
	parts: readonly PromisedPart[];
	/** Where each of them is read again: the id of one payment of its plan. */
	promiseIds: readonly string[];
}

export interface PromisedPart {
	minor: bigint;
	on: LocalDate;
	/** Last day it is waited for: nobody is reminded of it up to then. */
	untilOn: LocalDate;
	/** Its day is over: nobody knows yet whether the money arrived. */
	isPast: boolean;
}

interface Among {
	/** All that the customer promised. */
	made: readonly MadePromise[];
	today: LocalDate;
}

/** By invoice. */
export function sumsIn(
	some: readonly MadePromise[],
	{ made, today }: Among
): Map<string, PromisedSum> {
	const parts = some.flatMap(({ row, dueOn, graceEnd, items }) =>
		items.map((item) => ({
			...{ invoiceId: item.invoiceId, minor: leftMinor(item), row },
			...{ on: dueOn, untilOn: graceEnd, isPast: dueOn < today }
		}))
	);
	const left = groupBy(
		parts.filter(({ minor }) => minor > 0n),
		({ invoiceId }) => invoiceId
	);
	const plans = groupBy(made, ({ row }) => planIn(row));
	return new Map([...left].map(([id, own]) => [id, sumOfParts(own, plans)]));
}

type PartOf = PromisedPart & Pick<MadePromise, 'row'>;

/** What one payment is read again with. */
export const planIn = ({ planId, id }: MadePromise['row']): string => planId ?? id;

/** Payments for one day are one; a plan is read again at one address, whichever of its payments is told. */
function sumOfParts(
	all: readonly PartOf[],
	plans: ReadonlyMap<string, readonly MadePromise[]>
): PromisedSum {
	const parts = [...groupBy(all, ({ on }) => on)]
		.map(([on, same]) => ({ ...daysOf(same[0]!), on, minor: sumOf(same) }))
		.sort((a, b) => (a.on < b.on ? -1 : 1));
	const own = new Set(all.map(({ row }) => planIn(row)));
	const promiseIds = [...own].map(
		(plan) =>
			plans
				.get(plan)!
				.map(({ row }) => row.id)
				.sort()[0]!
	);
	return { minor: sumOf(parts), on: parts.at(-1)!.on, parts, promiseIds };
}

const daysOf = ({ untilOn, isPast }: PartOf) => ({ untilOn, isPast });

const sumOf = (parts: readonly PromisedPart[]): bigint =>
	parts.reduce((sum, { minor }) => sum + minor, 0n);

/** Never more than what is free; the last payments are the first to be less. */
export function promisedUpTo(promise: PromisedSum, free: bigint): PromisedSum {
	let left = free;
	const parts = promise.parts.flatMap(({ minor, ...its }) => {
		const part = minorMin(left, minor);
		left -= part;
		return part > 0n ? [{ ...its, minor: part }] : [];
	});
	return { ...promise, minor: sumOf(parts), on: parts.at(-1)?.on ?? promise.on, parts };
}
