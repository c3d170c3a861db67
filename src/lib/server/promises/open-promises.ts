import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { minorMin } from '$lib/domain/money';
import { leftMinor } from '$lib/domain/promises/standing';
import type { Unit } from '../db/client';
import { madePromises, type MadePromise, type PromiseReader } from './made-promises';
import { promiseTerms } from './queries';

/** What is still promised of an invoice, and for when: of several payments, the last day. */
export interface OpenPromise {
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

/** Promises of one customer that are waited for, by invoice; the dunning waits for the same. */
export async function openPromises(
	unit: Unit<PromiseReader>,
	customerId: string
): Promise<Map<string, OpenPromise>> {
	const byInvoice = new Map<string, PartOf[]>();
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	for (const { row, standing, dueOn, graceEnd: untilOn, items } of made)
		if (standing === 'open')
			for (const item of items) {
				const left = leftMinor(item);
				if (left > 0n)
					byInvoice.set(item.invoiceId, [
						...(byInvoice.get(item.invoiceId) ?? []),
						{ minor: left, on: dueOn, untilOn, isPast: dueOn < unit.today, row }
					]);
			}
	return new Map([...byInvoice].map(([id, parts]) => [id, promisedIn(parts)]));
}

type PartOf = PromisedPart & Pick<MadePromise, 'row'>;

/** Payments for one day are one. */
function promisedIn(all: readonly PartOf[]): OpenPromise {
	const parts = [...groupBy(all, ({ on }) => on)]
		.map(([on, same]) => ({ ...daysOf(same[0]!), on, minor: sumOf(same) }))
		.sort((a, b) => (a.on < b.on ? -1 : 1));
	const plans = groupBy(all, ({ row }) => row.planId ?? row.id);
	const promiseIds = [...plans.values()].map(([first]) => first!.row.id);
	return { minor: sumOf(parts), on: parts.at(-1)!.on, parts, promiseIds };
}

const daysOf = ({ untilOn, isPast }: PartOf) => ({ untilOn, isPast });

const sumOf = (parts: readonly PromisedPart[]): bigint =>
	parts.reduce((sum, { minor }) => sum + minor, 0n);

/** Never more than what is free; the last payments are the first to be less. */
export function promisedUpTo(promise: OpenPromise, free: bigint): OpenPromise {
	let left = free;
	const parts = promise.parts.flatMap(({ minor, ...its }) => {
		const part = minorMin(left, minor);
		left -= part;
		return part > 0n ? [{ ...its, minor: part }] : [];
	});
	return { ...promise, minor: sumOf(parts), on: parts.at(-1)?.on ?? promise.on, parts };
}
