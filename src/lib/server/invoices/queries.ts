import { and, asc, desc, eq, ilike, inArray, lte, sql } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { minorMax } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { invoice, invoiceLine } from '../db/schema/invoices';
import { allocation, creditNote, payment } from '../db/schema/payments';

/**
 * What is settled of each row of `invoice`, by its index. Written out: inside a select of one table
 * drizzle drops the table's name, and the two would mix.
 */
export const settledMinor = sql<string>`(select coalesce(sum(a.amount_minor), 0) from allocation a where a.organisation_id = invoice.organisation_id and a.invoice_id = invoice.id)`;
export const isOpen = sql`invoice.total_minor > ${settledMinor}`;

const columns = {
	id: invoice.id,
	customerId: invoice.customerId,
	number: invoice.number,
	issuedOn: invoice.issuedOn,
	dueOn: invoice.dueOn,
	currency: invoice.currency,
	totalMinor: invoice.totalMinor,
	orderNumber: invoice.orderNumber,
	settledMinor: settledMinor.mapWith(BigInt)
};

export interface InvoiceBalance {
	id: string;
	customerId: string;
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	orderNumber: string;
	openMinor: bigint;
}

type Row = Omit<InvoiceBalance, 'openMinor'> & { settledMinor: bigint };
const withOpen = ({ settledMinor: settled, ...row }: Row): InvoiceBalance => ({
	...row,
	openMinor: minorMax(0n, row.totalMinor - settled)
});

const inOrganisation = (unit: Unit<Scope>) => eq(invoice.organisationId, unit.scope.organisationId);

/** Invoices of a customer or these ones, the oldest due date first; `onlyOpen` leaves settled ones out. */
export async function openInvoices(
	unit: Unit<Scope>,
	of: {
		customerId?: string;
		invoiceIds?: readonly string[];
		onlyOpen?: boolean;
		/** Leaves out those that arrived later. */
		knownAt?: Date;
	}
): Promise<InvoiceBalance[]> {
	const rows = await unit.tx
		.select(columns)
		.from(invoice)
		.where(
			and(
				inOrganisation(unit),
				of.customerId ? eq(invoice.customerId, of.customerId) : undefined,
				of.invoiceIds ? inArray(invoice.id, [...of.invoiceIds]) : undefined,
				of.onlyOpen ? isOpen : undefined,
				of.knownAt ? lte(invoice.createdAt, of.knownAt) : undefined
			)
		)
		.orderBy(asc(invoice.dueOn), asc(invoice.number));
	return rows.map(withOpen);
}

/** Held until the transaction ends, then read: what was settled while we waited counts. */
export async function lockInvoices(
	unit: Unit<Scope>,
	of: { customerId: string; invoiceIds?: readonly string[] }
): Promise<InvoiceBalance[]> {
	await unit.tx
		.select({ id: invoice.id })
		.from(invoice)
		.where(
			and(
				inOrganisation(unit),
				eq(invoice.customerId, of.customerId),
				of.invoiceIds ? inArray(invoice.id, [...of.invoiceIds]) : isOpen
			)
		)
		.orderBy(asc(invoice.id))
		.for('update');
	return openInvoices(unit, of);
}

export async function invoiceById(unit: Unit<Scope>, id: string): Promise<InvoiceBalance> {
	const [found] = await openInvoices(unit, { invoiceIds: [id] });
	if (!found) throw new AppError('not_found');
	return found;
}

export const linesOf = (unit: Unit<Scope>, invoiceId: string) =>
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
				eq(invoiceLine.invoiceId, invoiceId)
			)
		)
		.orderBy(asc(invoiceLine.position));

/** What settled an invoice, or the last settlements of a customer. */
export const settlementsOf = (
	unit: Unit<InsideScope>,
	of: { invoiceId?: string; customerId?: string },
	limit = 50
) =>
	unit.tx
		.select({
			id: allocation.id,
			on: allocation.allocatedOn,
			amountMinor: allocation.amountMinor,
			currency: invoice.currency,
			invoiceId: invoice.id,
			invoiceNumber: invoice.number,
			paymentReference: payment.reference,
			creditNoteNumber: creditNote.number
		})
		.from(allocation)
		.innerJoin(
			invoice,
			and(
				eq(invoice.organisationId, allocation.organisationId),
				eq(invoice.id, allocation.invoiceId)
			)
		)
		.leftJoin(
			payment,
			and(
				eq(payment.organisationId, allocation.organisationId),
				eq(payment.id, allocation.paymentId)
			)
		)
		.leftJoin(
			creditNote,
			and(
				eq(creditNote.organisationId, allocation.organisationId),
				eq(creditNote.id, allocation.creditNoteId)
			)
		)
		.where(
			and(
				eq(allocation.organisationId, unit.scope.organisationId),
				of.invoiceId ? eq(allocation.invoiceId, of.invoiceId) : undefined,
				of.customerId ? eq(allocation.customerId, of.customerId) : undefined
			)
		)
		.orderBy(desc(allocation.allocatedOn), desc(allocation.id))
		.limit(limit);

/** Who owes what, per customer and currency. */
export async function balancesOf(
	unit: Unit<InsideScope>
): Promise<{ customerId: string; currency: string; openMinor: bigint; overdueMinor: bigint }[]> {
	const { rows } = await unit.tx.execute<
		Record<'customer_id' | 'currency' | 'open' | 'overdue', string>
	>(sql`
		select customer_id, currency, sum(open)::text as open,
			coalesce(sum(open) filter (where due_on < ${unit.today}), 0)::text as overdue
		from (
			select ${invoice.customerId} as customer_id, ${invoice.currency} as currency, ${invoice.dueOn} as due_on,
				${invoice.totalMinor} - ${settledMinor} as open
			from ${invoice} where ${inOrganisation(unit)} and ${isOpen}
		) balance
		group by customer_id, currency`);
	return rows.map((row) => ({
		customerId: row.customer_id,
		currency: row.currency,
		openMinor: BigInt(row.open),
		overdueMinor: BigInt(row.overdue)
	}));
}

/** Customers one of whose invoice numbers contains the text. */
export const customersWithInvoice = (unit: Unit<InsideScope>, text: string) =>
	unit.tx
		.selectDistinct({ customerId: invoice.customerId })
		.from(invoice)
		.where(and(inOrganisation(unit), ilike(invoice.number, `%${likeText(text)}%`)));

/** Signs of the pattern language stand for themselves. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
