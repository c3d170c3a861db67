import { and, asc, desc, eq, inArray, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
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

/** Other invoices of the customer with the same order and the same total as one of these. */
export async function sameOrder(unit: Unit<PortalScope>, invoiceIds: readonly string[]) {
	const twin = alias(invoice, 'twin');
	return unit.tx
		.select({ of: invoice.id, invoiceId: twin.id, number: twin.number, issuedOn: twin.issuedOn })
		.from(invoice)
		.innerJoin(
			twin,
			and(
				eq(twin.organisationId, invoice.organisationId),
				eq(twin.customerId, invoice.customerId),
				eq(twin.currency, invoice.currency),
				eq(twin.totalMinor, invoice.totalMinor),
				eq(twin.orderNumber, invoice.orderNumber),
				ne(twin.id, invoice.id)
			)
		)
		.where(
			and(
				ofCustomer(unit, unit.scope.customerId),
				inArray(invoice.id, [...invoiceIds]),
				ne(invoice.orderNumber, '')
			)
		)
		.orderBy(asc(twin.issuedOn), asc(twin.number));
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
