import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { InsideScope, Scope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { oneOf } from '../db/one-of';
import { invoice } from '../db/schema/invoices';
import { isOpen, openInvoices, type InvoiceBalance } from './queries';

/**
 * A customer's invoices, all that are open or these, held until the transaction ends: whoever plans a
 * message or records a payment about one of them waits, or was there first. Read once they are held, so
 * what was settled while we waited counts.
 */
export async function lockInvoices(
	unit: Unit<Scope>,
	of: { customerId: string; invoiceIds?: readonly string[] }
): Promise<InvoiceBalance[]> {
	const these = of.invoiceIds ? inArray(invoice.id, [...of.invoiceIds]) : isOpen;
	await lockWhere(unit, and(eq(invoice.customerId, of.customerId), these));
	return openInvoices(unit, of);
}

/** Whatever they are, before anything of them is written. */
export async function lockInvoicesById(unit: Unit<Scope>, ids: readonly string[]): Promise<void> {
	for (const part of chunks([...new Set(ids)].sort()))
		await lockWhere(unit, inArray(invoice.id, part));
}

/** All that are open. Whoever opens a dispute or records a payment on one of them waits, or was there first. */
export const lockInvoicesOf = (unit: Unit<InsideScope>, customerId: string) =>
	lockInvoicesOfAll(unit, [customerId]);

export const lockInvoicesOfAll = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	lockWhere(unit, and(oneOf(invoice.customerId, customerIds), isOpen));

/** Everybody in the order of their ids, so that nobody waits in a circle. */
const lockWhere = async (unit: Unit<Scope>, which: SQL | undefined): Promise<void> => {
	await unit.tx
		.select({ id: invoice.id })
		.from(invoice)
		.where(and(eq(invoice.organisationId, unit.scope.organisationId), which))
		.orderBy(asc(invoice.id))
		.for(HELD);
};
