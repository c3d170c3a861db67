import type { LocalDate } from '$lib/domain/calendar';
import { leftMinor } from '$lib/domain/promises/standing';
import type { Unit } from '../db/client';
import { madePromises, type PromiseReader } from './made-promises';
import { promiseTerms } from './queries';

/** What is still promised of an invoice, and for when: of several promises, the last day. */
export interface OpenPromise {
	minor: bigint;
	on: LocalDate;
}

/** Promises of one customer that are waited for, by invoice; the dunning waits for the same. */
export async function openPromises(
	unit: Unit<PromiseReader>,
	customerId: string
): Promise<Map<string, OpenPromise>> {
	const byInvoice = new Map<string, OpenPromise>();
	const made = await madePromises(unit, { customerIds: [customerId] }, await promiseTerms(unit));
	for (const { standing, dueOn, items } of made)
		if (standing === 'open')
			for (const item of items) {
				const left = leftMinor(item);
				const earlier = byInvoice.get(item.invoiceId);
				if (left > 0n) byInvoice.set(item.invoiceId, together(earlier, { minor: left, on: dueOn }));
			}
	return byInvoice;
}

const together = (earlier: OpenPromise | undefined, one: OpenPromise): OpenPromise =>
	earlier
		? { minor: earlier.minor + one.minor, on: earlier.on > one.on ? earlier.on : one.on }
		: one;
