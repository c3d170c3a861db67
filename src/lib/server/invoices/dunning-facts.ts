import { and, asc, eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { invoice } from '../db/schema/invoices';
import { isOpen, settledMinor } from './queries';

const ofOrganisation = (unit: Unit<InsideScope>) =>
	eq(invoice.organisationId, unit.scope.organisationId);

/** Everybody who owes something, in the order of their ids; `after` one of them, at most `limit` of them. */
export async function customersWithOpenInvoices(
	unit: Unit<InsideScope>,
	{ after, limit }: { after?: string | undefined; limit?: number } = {}
): Promise<string[]> {
	const customer = namedCustomers(unit);
	// Customer by customer, the first open invoice is enough: a page costs what it holds, not the whole ledger.
	const { rows } = await unit.tx.execute<{ id: string }>(sql`
		select ${customer.id} as id from ${customer}
		cross join lateral (
			select 1 from ${invoice}
			where ${ofOrganisation(unit)} and ${invoice.customerId} = ${customer.id} and ${isOpen} limit 1
		) owing
		where ${after ? sql`${customer.id} > ${after}` : sql`true`}
		order by 1 ${limit ? sql`limit ${limit}` : sql``}`);
	return rows.map(({ id }) => id);
}

export interface OpenInvoice {
	invoiceId: string;
	customerId: string;
	number: string;
	issuedOn: LocalDate;
	dueOn: LocalDate | null;
	currency: string;
	totalMinor: bigint;
	openMinor: bigint;
}

/**
 * The oldest first. A million rows a day pass here: as the driver gives them, and what is settled
 * is looked up once for each.
 */
export async function openInvoicesOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<OpenInvoice[]> {
	const { rows } = await unit.tx.execute<Row>(sql`
		select ${invoice.id} as "invoiceId", ${invoice.customerId} as "customerId", ${invoice.number} as number,
			${invoice.issuedOn} as "issuedOn", ${invoice.dueOn} as "dueOn", ${invoice.currency} as currency,
			${invoice.totalMinor} as "totalMinor", ${invoice.totalMinor} - settled.minor as "openMinor"
		from ${invoice} cross join lateral ${settledMinor} settled(minor)
		where ${invoice.organisationId} = ${unit.scope.organisationId}
			and ${invoice.customerId} = any(${sql.param([...customerIds])}::uuid[])
			and ${invoice.totalMinor} > settled.minor
		order by ${invoice.dueOn}, ${invoice.number}`);
	return rows.map((row) => ({
		...row,
		totalMinor: BigInt(row.totalMinor),
		openMinor: BigInt(row.openMinor)
	}));
}

type Row = Omit<OpenInvoice, 'totalMinor' | 'openMinor'> & {
	totalMinor: string;
	openMinor: string;
};

/** Whoever opens a dispute or records a payment on one of them waits, or was there first. */
export const lockInvoicesOf = (unit: Unit<InsideScope>, customerId: string) =>
	unit.tx
		.select({ id: invoice.id })
		.from(invoice)
		.where(and(ofOrganisation(unit), eq(invoice.customerId, customerId), isOpen))
		.orderBy(asc(invoice.id))
		.for('update');
