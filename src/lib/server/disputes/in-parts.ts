import type { Covers } from '$lib/domain/disputes/proposal';
import { minorMax, minorMin, money, type Money } from '$lib/domain/money';
import type { PromisedAmount } from '$lib/domain/promises/plan';
import type { Unit } from '../db/client';
import { freeInvoices, type FreeInvoice } from '../promises/free-invoices';
import type { PromiseReader } from '../promises/made-promises';
import type { Case } from './case-queries';
import { creditedByItem } from './still-claimed';

/** Of the invoices of a case, what its customer may pay in parts to end it. */
export type ItemsInParts = (invoices: readonly FreeInvoice[]) => PromisedAmount[];

/** What is open today of what an instalment plan would be about. */
export async function payableInParts(
	unit: Unit<PromiseReader>,
	about: Case,
	covers: Covers
): Promise<Money> {
	const itemsOf = await itemsInParts(unit, about, covers);
	const { customerId, reference } = about.dispute;
	const { invoices } = await freeInvoices(unit, customerId, { case: reference });
	return sumOf(itemsOf(invoices), about);
}

export const sumOf = (items: readonly PromisedAmount[], { claimed }: Case): Money =>
	money(
		items.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
		claimed.currency
	);

/** Never more than is open, and nothing that is promised or contested in another case. */
export async function itemsInParts(
	unit: Unit<PromiseReader>,
	about: Case,
	covers: Covers
): Promise<ItemsInParts> {
	const claimed = await stillClaimed(unit, about);
	return (invoices) =>
		invoices
			.filter(({ invoice: { id } }) => claimed.has(id))
			.map(({ invoice: { id, currency }, freeMinor }) => ({
				invoiceId: id,
				currency,
				amountMinor: covers === 'whole' ? freeMinor : minorMin(freeMinor, claimed.get(id)!)
			}))
			.filter(({ amountMinor }) => amountMinor > 0n);
}

/** By invoice, less what credit notes of an earlier round have settled. */
async function stillClaimed(
	unit: Unit<PromiseReader>,
	{ dispute, items }: Case
): Promise<Map<string, bigint>> {
	const credited = await creditedByItem(unit, [dispute.id]);
	const claimed = new Map<string, bigint>();
	for (const { id, invoiceId, claimedMinor } of items) {
		const left = minorMax(0n, claimedMinor - (credited.get(id) ?? 0n));
		claimed.set(invoiceId, (claimed.get(invoiceId) ?? 0n) + left);
	}
	return claimed;
}
