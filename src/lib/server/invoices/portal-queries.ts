import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { DeskScope, PortalScope, SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { invoice, invoiceLine } from '../db/schema/invoices';
import { isOpen, printedColumns, withOpen } from './queries';

export type OpeningScope = PortalScope | DeskScope | SystemScope;

const ofCustomer = (unit: Unit<OpeningScope>, customerId: string) =>
	and(eq(invoice.organisationId, unit.scope.organisationId), eq(invoice.customerId, customerId));

/** What the customer still owes something on, the oldest due date first. */
export async function openInvoicesOfCustomer(unit: Unit<OpeningScope>, customerId: string) {
	const rows = await unit.tx
		.select(printedColumns)
		.from(invoice)
		.where(and(ofCustomer(unit, customerId), isOpen))
		.orderBy(asc(invoice.dueOn), asc(invoice.number));
	return rows.map(withOpen);
}
export type OpenInvoice = Awaited<ReturnType<typeof openInvoicesOfCustomer>>[number];

/** The last ones settled. */
export async function settledInvoicesOfCustomer(unit: Unit<PortalScope>, limit: number) {
	const rows = await unit.tx
		.select(printedColumns)
		.from(invoice)
		.where(and(ofCustomer(unit, unit.scope.customerId), sql`not ${isOpen}`))
		.orderBy(desc(invoice.issuedOn), desc(invoice.number))
		.limit(limit);
	return rows.map(withOpen);
}

export async function invoiceOfCustomer(unit: Unit<PortalScope>, invoiceId: string) {
	const [row] = await unit.tx
		.select(printedColumns)
		.from(invoice)
		.where(and(ofCustomer(unit, unit.scope.customerId), eq(invoice.id, invoiceId)));
	return row ? withOpen(row) : null;
}

/**
 * The customer's invoices among `ids`, locked until the end of the transaction: whoever plans a
 * message or records a payment about one of them waits, or was there first.
 */
export async function lockInvoices(
	unit: Unit<OpeningScope>,
	customerId: string,
	ids: readonly string[]
) {
	const mine = and(ofCustomer(unit, customerId), inArray(invoice.id, [...ids]));
	await unit.tx
		.select({ id: invoice.id })
		.from(invoice)
		.where(mine)
		.orderBy(asc(invoice.id))
		.for('update');
	// Read again: what was settled while we waited counts.
	const rows = await unit.tx
		.select(printedColumns)
		.from(invoice)
		.where(mine)
		.orderBy(asc(invoice.id));
	return rows.map(withOpen);
}

export const linesOfInvoice = (unit: Unit<PortalScope>, invoiceId: string) =>
	unit.tx
		.select({
			id: invoiceLine.id,
			description: invoiceLine.description,
			quantity: invoiceLine.quantity,
			unitPriceMinor: invoiceLine.unitPriceMinor,
			totalMinor: invoiceLine.totalMinor
		})
		.from(invoiceLine)
		.where(
			and(
				eq(invoiceLine.organisationId, unit.scope.organisationId),
				eq(invoiceLine.customerId, unit.scope.customerId),
				eq(invoiceLine.invoiceId, invoiceId)
			)
		)
		.orderBy(asc(invoiceLine.position));
