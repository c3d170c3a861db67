import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { InsideScope, PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { allocation, creditNote, payment } from '../db/schema/payments';
import { numberedInvoices } from '../invoices/queries';

/** An allocation comes from a payment or from a credit note, each with its own words. */
const itsPayment = and(
	eq(payment.organisationId, allocation.organisationId),
	eq(payment.id, allocation.paymentId)
);
const itsCreditNote = and(
	eq(creditNote.organisationId, allocation.organisationId),
	eq(creditNote.id, allocation.creditNoteId)
);
const settlement = {
	id: allocation.id,
	on: allocation.allocatedOn,
	amountMinor: allocation.amountMinor,
	paymentReference: payment.reference,
	creditNoteNumber: creditNote.number,
	/** No money: a small rest that was given up. */
	isWrittenOff: sql<boolean>`coalesce(${payment.source} = 'write_off', false)`
};

/** What settled these invoices, or the last settlements of a customer: the newest first. */
export function settlementLines(
	unit: Unit<InsideScope>,
	of: { invoiceIds?: readonly string[]; customerId?: string },
	limit = 50
) {
	const invoice = numberedInvoices(unit);
	return unit.tx
		.select({
			...settlement,
			currency: invoice.currency,
			invoiceId: invoice.id,
			invoiceNumber: invoice.number
		})
		.from(allocation)
		.innerJoin(invoice, eq(invoice.id, allocation.invoiceId))
		.leftJoin(payment, itsPayment)
		.leftJoin(creditNote, itsCreditNote)
		.where(
			and(
				eq(allocation.organisationId, unit.scope.organisationId),
				of.invoiceIds ? inArray(allocation.invoiceId, [...of.invoiceIds]) : undefined,
				of.customerId ? eq(allocation.customerId, of.customerId) : undefined
			)
		)
		.orderBy(desc(allocation.allocatedOn), desc(allocation.id))
		.limit(limit);
}

/** What settled one of the customer's own invoices, as he reads it. */
export const settlementLinesForCustomer = (unit: Unit<PortalScope>, invoiceId: string) =>
	unit.tx
		.select(settlement)
		.from(allocation)
		.leftJoin(payment, itsPayment)
		.leftJoin(creditNote, itsCreditNote)
		.where(
			and(
				eq(allocation.organisationId, unit.scope.organisationId),
				eq(allocation.customerId, unit.scope.customerId),
				eq(allocation.invoiceId, invoiceId)
			)
		)
		.orderBy(asc(allocation.allocatedOn), asc(allocation.id));

/** What credit notes gave back on the customer's own invoices, the oldest first. */
export const creditsForCustomer = (unit: Unit<PortalScope>, invoiceIds: readonly string[]) =>
	unit.tx
		.select({
			invoiceId: allocation.invoiceId,
			number: creditNote.number,
			issuedOn: creditNote.issuedOn,
			currency: creditNote.currency,
			amountMinor: allocation.amountMinor
		})
		.from(allocation)
		.innerJoin(creditNote, itsCreditNote)
		.where(
			and(
				eq(allocation.organisationId, unit.scope.organisationId),
				eq(allocation.customerId, unit.scope.customerId),
				inArray(allocation.invoiceId, [...invoiceIds])
			)
		)
		.orderBy(asc(creditNote.issuedOn), asc(allocation.id));
