import { and, asc, eq, gt, ilike, inArray, lte, sql, type SQL } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { minorMax, type Money } from '$lib/domain/money';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { containing } from '../db/containing';
import { oneOf } from '../db/one-of';
import { invoice, invoiceLine } from '../db/schema/invoices';

/** As the index of open invoices says it (drizzle/0074). */
export const isOpen = sql`${invoice.totalMinor} > ${invoice.settledMinor}`;

/** What a customer reads of an invoice, and what is settled of it. */
export const printedColumns = {
	id: invoice.id,
	number: invoice.number,
	issuedOn: invoice.issuedOn,
	dueOn: invoice.dueOn,
	currency: invoice.currency,
	totalMinor: invoice.totalMinor,
	orderNumber: invoice.orderNumber,
	deliveryNote: invoice.deliveryNote,
	settledMinor: invoice.settledMinor
};
const columns = { ...printedColumns, customerId: invoice.customerId };

export interface InvoiceBalance {
	id: string;
	customerId: string;
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	orderNumber: string;
	deliveryNote: string;
	openMinor: bigint;
}

/** An overpayment is a credit elsewhere, never a negative debt. */
export const withOpen = <Row extends { totalMinor: bigint; settledMinor: bigint }>({
	settledMinor: settled,
	...row
}: Row) => ({ ...row, openMinor: minorMax(0n, row.totalMinor - settled) });

const inOrganisation = (unit: Unit<Scope>) => eq(invoice.organisationId, unit.scope.organisationId);

/** To join: what is printed at the head of each invoice. The table stays ours. */
export const numberedInvoices = (unit: Unit<Scope>) =>
	unit.tx
		.select({
			id: invoice.id,
			customerId: invoice.customerId,
			number: invoice.number,
			currency: invoice.currency,
			totalMinor: invoice.totalMinor
		})
		.from(invoice)
		.where(inOrganisation(unit))
		.as('invoice');

/** Invoices of a customer, of several, or these ones, the oldest due date first; `onlyOpen` leaves settled ones out. */
export async function openInvoices(
	unit: Unit<Scope>,
	of: {
		customerId?: string;
		customerIds?: readonly string[];
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
				of.customerIds ? oneOf(invoice.customerId, of.customerIds) : undefined,
				of.invoiceIds ? inArray(invoice.id, [...of.invoiceIds]) : undefined,
				of.onlyOpen ? isOpen : undefined,
				of.knownAt ? lte(invoice.createdAt, of.knownAt) : undefined
			)
		)
		.orderBy(asc(invoice.dueOn), asc(invoice.number));
	return rows.map(withOpen);
}

/** Ids of the invoices of which no more than that is left, the oldest first: some of those `within`, behind one. */
export async function openBelow(
	unit: Unit<Scope>,
	below: Money,
	{ within, after, most }: { within: SQL; after?: string | undefined; most: number }
): Promise<string[]> {
	const left = sql`${invoice.totalMinor} - ${invoice.settledMinor}`;
	const rows = await unit.tx
		.select({ id: invoice.id })
		.from(invoice)
		.where(
			and(
				inOrganisation(unit),
				isOpen,
				eq(invoice.currency, below.currency),
				lte(left, below.minor.toString()),
				sql`${invoice.id} in ${within}`,
				after ? gt(invoice.id, after) : undefined
			)
		)
		.orderBy(asc(invoice.id))
		.limit(most);
	return rows.map(({ id }) => id);
}

export async function invoiceById(unit: Unit<Scope>, id: string): Promise<InvoiceBalance> {
	const [found] = await openInvoices(unit, { invoiceIds: [id] });
	if (!found) throw new AppError('not_found');
	return found;
}

const lineColumns = {
	id: invoiceLine.id,
	description: invoiceLine.description,
	quantity: invoiceLine.quantity,
	unitPriceMinor: invoiceLine.unitPriceMinor,
	totalMinor: invoiceLine.totalMinor
};

export const linesOf = (unit: Unit<Scope>, invoiceId: string) => linesOfAll(unit, [invoiceId]);

/** The lines of these invoices, each invoice's in its order. */
export const linesOfAll = (unit: Unit<Scope>, invoiceIds: readonly string[]) =>
	unit.tx
		.select({ ...lineColumns, invoiceId: invoiceLine.invoiceId })
		.from(invoiceLine)
		.where(
			and(
				eq(invoiceLine.organisationId, unit.scope.organisationId),
				inArray(invoiceLine.invoiceId, [...invoiceIds])
			)
		)
		.orderBy(asc(invoiceLine.position));
export type InvoiceLine = Awaited<ReturnType<typeof linesOfAll>>[number];

/** Of these invoices, those with one line that can be contested. */
export async function invoicesOfOneLine(
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<Set<string>> {
	const rows = await unit.tx
		.select({ id: invoiceLine.invoiceId })
		.from(invoiceLine)
		.where(
			and(
				eq(invoiceLine.organisationId, unit.scope.organisationId),
				inArray(invoiceLine.invoiceId, [...invoiceIds]),
				gt(invoiceLine.totalMinor, 0n)
			)
		)
		.groupBy(invoiceLine.invoiceId)
		.having(sql`count(*) = 1`);
	return new Set(rows.map(({ id }) => id));
}

/** To join: what is printed of each line. The table stays ours. */
export const printedLines = (unit: Unit<Scope>) =>
	unit.tx
		.select(lineColumns)
		.from(invoiceLine)
		.where(eq(invoiceLine.organisationId, unit.scope.organisationId))
		.as('line');

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
				${invoice.totalMinor} - ${invoice.settledMinor} as open
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
		.where(and(inOrganisation(unit), ilike(invoice.number, containing(text))));
