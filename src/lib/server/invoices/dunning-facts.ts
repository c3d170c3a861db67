import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { invoice } from '../db/schema/invoices';
import { isOpen, settledMinor } from './queries';

const ofOrganisation = (unit: Unit<InsideScope>) =>
	eq(invoice.organisationId, unit.scope.organisationId);

/** Everybody who owes something, in the order of their ids. */
export async function customersWithOpenInvoices(unit: Unit<InsideScope>): Promise<string[]> {
	const rows = await unit.tx
		.selectDistinct({ customerId: invoice.customerId })
		.from(invoice)
		.where(and(ofOrganisation(unit), isOpen))
		.orderBy(asc(invoice.customerId));
	return rows.map((row) => row.customerId);
}

export const openInvoicesOf = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({
			invoiceId: invoice.id,
			customerId: invoice.customerId,
			number: invoice.number,
			issuedOn: invoice.issuedOn,
			dueOn: invoice.dueOn,
			currency: invoice.currency,
			totalMinor: invoice.totalMinor,
			openMinor: sql<bigint>`${invoice.totalMinor} - ${settledMinor}`.mapWith(BigInt)
		})
		.from(invoice)
		.where(and(ofOrganisation(unit), inArray(invoice.customerId, [...customerIds]), isOpen))
		.orderBy(asc(invoice.dueOn), asc(invoice.number));

/** Whoever opens a dispute or records a payment on one of them waits, or was there first. */
export const lockInvoicesOf = (unit: Unit<InsideScope>, customerId: string) =>
	unit.tx
		.select({ id: invoice.id })
		.from(invoice)
		.where(and(ofOrganisation(unit), eq(invoice.customerId, customerId), isOpen))
		.orderBy(asc(invoice.id))
		.for('update');
