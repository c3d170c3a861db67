import { and, asc, eq, gt, lte, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import type { Money } from '$lib/domain/money';
import type { InsideScope, Scope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { allocation, creditNote, payment } from '../db/schema/payments';
import { numberedInvoices } from '../invoices/queries';

/** Recorded by then; or recorded later about that day or one before it, where that counts too. */
const knownOf = (createdAt: SQLWrapper, on: SQLWrapper, { at, day, withLate }: AsOf): SQL => {
	const then = sql`${createdAt} <= ${at.toISOString()}::timestamptz`;
	return withLate ? sql`(${then} or ${on} <= ${day}::date)` : then;
};

/** An allocation is of the day of its money, whenever somebody found the invoice it was for. */
const allocatedOf = (
	row: Record<'organisationId' | 'createdAt' | 'paymentId' | 'creditNoteId', SQLWrapper>,
	{ at, day, withLate }: AsOf
): SQL => {
	const then = sql`${row.createdAt} <= ${at.toISOString()}::timestamptz`;
	return withLate ? sql`(${then} or ${moneyBy(row, day)})` : then;
};

const moneyBy = (
	row: Record<'organisationId' | 'paymentId' | 'creditNoteId', SQLWrapper>,
	day: LocalDate
): SQL => sql`(
	exists (select 1 from payment p where p.organisation_id = ${row.organisationId}
		and p.id = ${row.paymentId} and p.received_on <= ${day}::date)
	or exists (select 1 from credit_note c where c.organisation_id = ${row.organisationId}
		and c.id = ${row.creditNoteId} and c.issued_on <= ${day}::date))`;

/** Columns of `allocation` under the name a query gives it: drizzle drops the names of tables where it selects from one only. */
const named = (table: string) => ({
	organisationId: sql.raw(`${table}.organisation_id`),
	createdAt: sql.raw(`${table}.created_at`),
	paymentId: sql.raw(`${table}.payment_id`),
	creditNoteId: sql.raw(`${table}.credit_note_id`)
});
const USED = named('a');
const ALLOCATION = named('allocation');

/** To put into a query about invoices, as `settledOf`: what was known to be settled of each. */
export function settledAsOf(
	invoice: { organisationId: SQLWrapper; id: SQLWrapper },
	asOf: AsOf
): SQL<string> {
	const its = and(
		eq(allocation.organisationId, invoice.organisationId),
		eq(allocation.invoiceId, invoice.id),
		allocatedOf(ALLOCATION, asOf)
	);
	return sql`(${sql`select coalesce(sum(${allocation.amountMinor}), 0) from ${allocation} where ${its}`})`;
}

/** To put into a query about allocations: those that were known. */
export const allocationsKnown = (asOf: AsOf): SQL => allocatedOf(ALLOCATION, asOf);

interface Sum extends Record<string, unknown> {
	customerId: string;
	currency: string;
	minor: string;
}

/** Money received or credited that was known to settle no invoice, per customer and currency. */
export async function creditsAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	asOf: AsOf
): Promise<Map<string, Money[]>> {
	const used = new Map(
		(await usedAsOf(unit, customerIds, asOf)).map((row) => [keyOf(row), BigInt(row.minor)])
	);
	const left = (await receivedAsOf(unit, customerIds, asOf))
		.map(({ customerId, currency, minor }) => ({
			customerId,
			currency,
			minor: BigInt(minor) - (used.get(keyOf({ customerId, currency })) ?? 0n)
		}))
		.filter(({ minor }) => minor > 0n);
	const groups = groupBy(left, ({ customerId }) => customerId);
	return new Map(
		[...groups].map(([id, rows]) => [id, rows.map(({ minor, currency }) => ({ minor, currency }))])
	);
}

const keyOf = ({ customerId, currency }: Pick<Sum, 'customerId' | 'currency'>): string =>
	`${customerId} ${currency}`;

async function receivedAsOf(unit: Unit<Scope>, customerIds: readonly string[], asOf: AsOf) {
	const mine = sql`organisation_id = ${unit.scope.organisationId} and ${oneOf(sql`customer_id`, customerIds)}`;
	const { rows } = await unit.tx.execute<Sum>(sql`
		select customer_id as "customerId", currency, sum(total_minor)::text as minor from (
			select customer_id, currency, total_minor from payment
			where ${mine} and ${knownOf(sql`created_at`, sql`received_on`, asOf)}
			union all
			select customer_id, currency, total_minor from credit_note
			where ${mine} and ${knownOf(sql`created_at`, sql`issued_on`, asOf)}
		) movement
		group by customer_id, currency
		order by customer_id, currency`);
	return rows;
}

async function usedAsOf(unit: Unit<Scope>, customerIds: readonly string[], asOf: AsOf) {
	const invoice = numberedInvoices(unit);
	const { rows } = await unit.tx.execute<Sum>(sql`
		select ${invoice.customerId} as "customerId", ${invoice.currency} as currency, sum(used.minor)::text as minor
		from ${invoice} cross join lateral (
			select sum(a.amount_minor) as minor from allocation a
			where a.organisation_id = ${unit.scope.organisationId} and a.invoice_id = ${invoice.id}
				and ${allocatedOf(USED, asOf)}
		) used
		where ${oneOf(invoice.customerId, customerIds)} and used.minor is not null
		group by 1, 2`);
	return rows;
}

/** Money of a day that became known after it. */
export interface LateMoney {
	/** A rest that was given up is no money received. */
	kind: 'payment' | 'write_off' | 'credit_note';
	customerId: string;
	on: LocalDate;
	knownAt: Date;
	amount: Money;
	reference: string;
}

/** What was received, credited or given up by that day and recorded after that instant; the latest known last. */
export async function moneyKnownLater(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	{ at, day }: AsOf
): Promise<LateMoney[]> {
	const rows = [
		...(await latePayments(unit, customerIds, at, day)),
		...(await lateCreditNotes(unit, customerIds, at, day))
	];
	return rows.map(({ minor, currency, ...row }) => ({ ...row, amount: { minor, currency } }));
}

const latePayments = async (
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	at: Date,
	day: LocalDate
) =>
	(
		await unit.tx
			.select({
				customerId: payment.customerId,
				on: payment.receivedOn,
				knownAt: payment.createdAt,
				minor: payment.totalMinor,
				currency: payment.currency,
				reference: payment.reference,
				source: payment.source
			})
			.from(payment)
			.where(
				and(
					eq(payment.organisationId, unit.scope.organisationId),
					oneOf(payment.customerId, customerIds),
					gt(payment.createdAt, at),
					lte(payment.receivedOn, day)
				)
			)
			.orderBy(asc(payment.createdAt), asc(payment.id))
	).map(({ source, ...row }) => ({
		...row,
		kind: source === 'write_off' ? source : ('payment' as const)
	}));

const lateCreditNotes = async (
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	at: Date,
	day: LocalDate
) =>
	(
		await unit.tx
			.select({
				customerId: creditNote.customerId,
				on: creditNote.issuedOn,
				knownAt: creditNote.createdAt,
				minor: creditNote.totalMinor,
				currency: creditNote.currency,
				reference: creditNote.number
			})
			.from(creditNote)
			.where(
				and(
					eq(creditNote.organisationId, unit.scope.organisationId),
					oneOf(creditNote.customerId, customerIds),
					gt(creditNote.createdAt, at),
					lte(creditNote.issuedOn, day)
				)
			)
			.orderBy(asc(creditNote.createdAt), asc(creditNote.id))
	).map((row) => ({ ...row, kind: 'credit_note' as const }));

/** Customers of whom such money became known later: only for them the day looks different now. */
export async function customersWithLateMoney(
	unit: Unit<InsideScope>,
	{ at, day }: AsOf
): Promise<string[]> {
	const later = (createdAt: SQLWrapper, on: SQLWrapper) =>
		sql`organisation_id = ${unit.scope.organisationId} and ${createdAt} > ${at.toISOString()}::timestamptz and ${on} <= ${day}::date`;
	const { rows } = await unit.tx.execute<{ id: string }>(sql`
		select customer_id as id from payment where ${later(sql`created_at`, sql`received_on`)}
		union
		select customer_id from credit_note where ${later(sql`created_at`, sql`issued_on`)}
		union
		select a.customer_id from allocation a
		where a.organisation_id = ${unit.scope.organisationId}
			and a.created_at > ${at.toISOString()}::timestamptz and ${moneyBy(USED, day)}`);
	return rows.map(({ id }) => id);
}

/** What was credited by then because of each case. */
export async function creditedAsOf(
	unit: Unit<Scope>,
	disputeIds: readonly string[],
	{ at }: AsOf
): Promise<Map<string, bigint>> {
	if (disputeIds.length === 0) return new Map();
	const rows = await unit.tx
		.select({
			disputeId: creditNote.disputeId,
			minor: sql`sum(${creditNote.creditedMinor})`.mapWith(BigInt)
		})
		.from(creditNote)
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				oneOf(creditNote.disputeId, [...new Set(disputeIds)]),
				lte(creditNote.createdAt, at)
			)
		)
		.groupBy(creditNote.disputeId);
	return new Map(rows.map(({ disputeId, minor }) => [disputeId!, minor]));
}
