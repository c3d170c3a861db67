import { and, asc, eq, gt, lte, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { invoice } from '../db/schema/invoices';
import { settledAsOf } from '../payments/past-facts';
import type { OpenInvoice } from './dunning-facts';

const ofOrganisation = (unit: Unit<InsideScope>) =>
	eq(invoice.organisationId, unit.scope.organisationId);

const isKnown = ({ at, day, withLate }: AsOf): SQL => {
	const then = sql`${invoice.createdAt} <= ${at.toISOString()}::timestamptz`;
	return withLate ? sql`(${then} or ${invoice.issuedOn} <= ${day}::date)` : then;
};

/** What was open of the invoices known then, the oldest first. */
export async function openInvoicesAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf: AsOf
): Promise<OpenInvoice[]> {
	const { rows } = await unit.tx.execute<Row>(sql`
		select ${invoice.id} as "invoiceId", ${invoice.customerId} as "customerId", ${invoice.number} as number,
			${invoice.issuedOn} as "issuedOn", ${invoice.dueOn} as "dueOn", ${invoice.currency} as currency,
			${invoice.totalMinor} as "totalMinor", ${invoice.totalMinor} - settled.minor as "openMinor"
		from ${invoice} cross join lateral ${settledAsOf(invoice, asOf)} settled(minor)
		where ${ofOrganisation(unit)} and ${oneOf(invoice.customerId, customerIds)}
			and ${isKnown(asOf)} and ${invoice.totalMinor} > settled.minor
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

/** Everybody known to owe something then, in the order of their ids; `after` one of them. */
export async function customersOwingAsOf(
	unit: Unit<InsideScope>,
	asOf: AsOf,
	{ after, limit }: { after?: string | undefined; limit: number }
): Promise<string[]> {
	const customer = namedCustomers(unit);
	const owing = sql`${invoice.totalMinor} > ${settledAsOf(invoice, asOf)}`;
	const { rows } = await unit.tx.execute<{ id: string }>(sql`
		select ${customer.id} as id from ${customer}
		cross join lateral (
			select 1 from ${invoice}
			where ${ofOrganisation(unit)} and ${invoice.customerId} = ${customer.id}
				and ${isKnown(asOf)} and ${owing} limit 1
		) owing
		where ${after ? sql`${customer.id} > ${after}` : sql`true`}
		order by 1 limit ${limit}`);
	return rows.map(({ id }) => id);
}

/** An invoice of a day that became known after it. */
export interface LateInvoice {
	customerId: string;
	on: LocalDate;
	knownAt: Date;
	amount: Money;
	reference: string;
}

/** Issued by that day and recorded after that instant. */
export async function invoicesKnownLater(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf: AsOf
): Promise<LateInvoice[]> {
	const rows = await unit.tx
		.select({
			customerId: invoice.customerId,
			on: invoice.issuedOn,
			knownAt: invoice.createdAt,
			minor: invoice.totalMinor,
			currency: invoice.currency,
			reference: invoice.number
		})
		.from(invoice)
		.where(and(isLater(unit, asOf), oneOf(invoice.customerId, customerIds)))
		.orderBy(asc(invoice.createdAt), asc(invoice.id));
	return rows.map(({ minor, currency, ...row }) => ({ ...row, amount: { minor, currency } }));
}

const isLater = (unit: Unit<InsideScope>, { at, day }: AsOf) =>
	and(ofOrganisation(unit), gt(invoice.createdAt, at), lte(invoice.issuedOn, day));

export const customersWithLateInvoices = async (
	unit: Unit<InsideScope>,
	asOf: AsOf
): Promise<string[]> =>
	(
		await unit.tx
			.selectDistinct({ id: invoice.customerId })
			.from(invoice)
			.where(isLater(unit, asOf))
	).map(({ id }) => id);
