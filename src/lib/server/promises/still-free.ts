import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { minorMax, minorMin } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { promiseItem } from '../db/schema/promises';
import { freeInvoices } from './free-invoices';
import { planOf, type MadePart } from './plan-queries';

type Parts = readonly [MadePart, ...MadePart[]];

/**
 * A request is agreed to for what is still free of its invoices: promised a second time meanwhile, the same
 * money would be missing later though everything is paid. The invoices are locked.
 * @returns its payments as they are agreed to @throws promise_nothing_free
 */
export async function keepStillFree(unit: Unit<InsideScope>, parts: Parts): Promise<Parts> {
	const free = await freeOf(unit, parts);
	const less = parts.flatMap(({ row, items }) =>
		items.flatMap(({ invoiceId, amountMinor }) => {
			const kept = minorMin(amountMinor, free.get(invoiceId) ?? 0n);
			free.set(invoiceId, (free.get(invoiceId) ?? 0n) - kept);
			return kept < amountMinor ? { promiseId: row.id, invoiceId, kept } : [];
		})
	);
	if (less.length === 0) return parts;
	for (const one of less) await agreeTo(unit, one);
	const kept = await planOf(unit, parts[0].row.id).catch(() => []);
	const [first, ...others] = kept;
	if (!first) throw new AppError('promise_nothing_free', {}, 'verdict');
	return [first, ...others];
}

/** By invoice, minor units. Beyond what was free he asked on purpose: then only later promises count. */
async function freeOf(unit: Unit<InsideScope>, parts: Parts): Promise<Map<string, bigint>> {
	const [{ row }] = parts;
	const { invoices, made } = await freeInvoices(unit, row.customerId);
	if (!row.beyond.includes('more_than_open'))
		return new Map(invoices.map(({ invoice, freeMinor }) => [invoice.id, freeMinor]));
	const later = made.filter((one) => one.standing === 'open' && one.row.madeAt > row.madeAt);
	const since = (invoiceId: string): bigint =>
		later
			.flatMap(({ items }) => items)
			.filter((item) => item.invoiceId === invoiceId)
			.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
	return new Map(
		invoices.map(({ invoice: { id, openMinor } }) => [id, minorMax(0n, openMinor - since(id))])
	);
}

interface Agreed {
	promiseId: string;
	invoiceId: string;
	kept: bigint;
}

/** What the customer asked for stays in the words that were kept, and in the audit log. */
async function agreeTo({ tx, scope }: Unit<InsideScope>, { promiseId, invoiceId, kept }: Agreed) {
	const its = and(
		eq(promiseItem.organisationId, scope.organisationId),
		eq(promiseItem.promiseId, promiseId),
		eq(promiseItem.invoiceId, invoiceId)
	);
	if (kept > 0n) await tx.update(promiseItem).set({ amountMinor: kept }).where(its);
	else await tx.delete(promiseItem).where(its);
}
