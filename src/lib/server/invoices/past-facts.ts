import { and, asc, eq, gt, lte, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import { customersTold, firstReplaced, pastEvents } from '../audit/past-events';
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

/** What an import replaces later is told by the audit; as known now, the latest is true. */
const replacedAfter = ({ at, withLate }: AsOf): SQL =>
	withLate ? sql`(select null::jsonb as before)` : firstReplaced(invoice, { ...CHANGE, after: at });

const CHANGE = { kind: 'invoice', action: 'invoice.changed' } as const;

const was = (field: string, type: string, now: SQLWrapper): SQL =>
	sql`case when old.before is null then ${now} else (old.before->>${field})::${sql.raw(type)} end`;

/** What was open of the invoices known then, the oldest first. */
export async function openInvoicesAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf: AsOf
): Promise<OpenInvoice[]> {
	const { rows } = await unit.tx.execute<Row>(sql`
		select ${invoice.id} as "invoiceId", ${invoice.customerId} as "customerId", ${invoice.number} as number,
			was."issuedOn", was."dueOn", ${invoice.currency} as currency,
			was.total as "totalMinor", was.total - settled.minor as "openMinor"
		from ${invoice} left join lateral ${replacedAfter(asOf)} old on true
		cross join lateral (select
			${was('issuedOn', 'date', invoice.issuedOn)} as "issuedOn",
			${was('dueOn', 'date', invoice.dueOn)} as "dueOn",
			${was('totalMinor', 'bigint', invoice.totalMinor)} as total) was
		cross join lateral ${settledAsOf(invoice, asOf)} settled(minor)
		where ${ofOrganisation(unit)} and ${oneOf(invoice.customerId, customerIds)}
			and ${isKnown(asOf)} and was.total > settled.minor
		order by was."dueOn", ${invoice.number}`);
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

/** Invoices of a customer that a file changed after that instant, with what they are since. */
export async function invoicesChangedLater(
	unit: Unit<InsideScope>,
	customerId: string,
	{ at }: AsOf
): Promise<LateInvoice[]> {
	const rows = await unit.tx
		.select({
			id: invoice.id,
			customerId: invoice.customerId,
			on: invoice.issuedOn,
			minor: invoice.totalMinor,
			currency: invoice.currency,
			reference: invoice.number
		})
		.from(invoice)
		.where(
			and(ofOrganisation(unit), eq(invoice.customerId, customerId), lte(invoice.createdAt, at))
		);
	const ids = rows.map(({ id }) => id);
	const events = await pastEvents(unit, CHANGE.kind, ids, [CHANGE.action]);
	const changedAt = new Map(
		events.filter((event) => event.at > at).map((event) => [event.subjectId, event.at])
	);
	return rows.flatMap(({ id, minor, currency, ...row }) => {
		const knownAt = changedAt.get(id);
		return knownAt ? [{ ...row, knownAt, amount: { minor, currency } }] : [];
	});
}

/** Customers with an invoice that became known, or was changed, after that instant. */
export async function customersWithLateInvoices(
	unit: Unit<InsideScope>,
	asOf: AsOf
): Promise<string[]> {
	const rows = await unit.tx
		.selectDistinct({ id: invoice.customerId })
		.from(invoice)
		.where(isLater(unit, asOf));
	return [
		...rows.map(({ id }) => id),
		...(await customersTold(unit, { ...CHANGE, after: asOf.at }))
	];
}
