import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { HELD } from '../db/held';
import { oneOf } from '../db/one-of';
import { creditNote } from '../db/schema/payments';
import { numberedInvoices } from '../invoices/queries';

/** A credit note, or a payment a person recorded, with what is left of it. */
export interface CreditSource {
	id: string;
	kind: 'credit_note' | 'payment';
	/** Number of the credit note; reference of the payment. */
	name: string;
	customerId: string;
	currency: string;
	leftMinor: bigint;
	/** What imports said of it was used elsewhere: paid back, or for an invoice nobody knows here. */
	elsewhereMinor: bigint;
}

interface Row extends Record<string, unknown> {
	id: string;
	kind: CreditSource['kind'];
	name: string;
	customerId: string;
	currency: string;
	left: string;
	elsewhere: string;
	on: LocalDate;
}

/** Credit notes first, then payments, each the oldest first; the credit notes are locked. */
export async function creditSourcesOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<CreditSource[]> {
	if (customerIds.length === 0) return [];
	await lockCreditNotes(unit, customerIds);
	const invoice = numberedInvoices(unit);
	const mine = sql`organisation_id = ${unit.scope.organisationId} and ${oneOf(sql`customer_id`, customerIds)}`;
	// By the invoices: that is the index allocations have.
	const { rows } = await unit.tx.execute<Row>(sql`
		with used as materialized (
			select a.credit_note_id, a.payment_id, sum(a.amount_minor) as minor
			from ${invoice} join allocation a
				on a.organisation_id = ${unit.scope.organisationId} and a.invoice_id = ${invoice.id}
			where ${oneOf(invoice.customerId, customerIds)}
			group by 1, 2
		), received as (
			select p.*, u.minor as used from payment p left join used u on u.payment_id = p.id where ${mine}
		), elsewhere as (
			select customer_id, reference, -sum(total_minor) as minor from received
			where source = 'import' and used is null group by 1, 2
		)
		select c.id, 'credit_note' as kind, c.number as name, c.customer_id as "customerId", c.currency,
			(c.total_minor - coalesce(u.minor, 0) - coalesce(e.minor, 0))::text as left,
			coalesce(e.minor, 0)::text as elsewhere, c.issued_on as "on"
		from (select * from credit_note where ${mine}) c
		left join used u on u.credit_note_id = c.id
		left join elsewhere e on e.customer_id = c.customer_id and e.reference = c.number
		union all
		select id, 'payment', reference, customer_id, currency, (total_minor - coalesce(used, 0))::text, '0', received_on
		from received where source <> 'import'
		order by kind, "on", id`);
	return rows.map(({ left, elsewhere, on: _on, ...row }) => ({
		...row,
		leftMinor: BigInt(left),
		elsewhereMinor: BigInt(elsewhere)
	}));
}

/** Two who use the same credit note wait for each other, as whoever closes a case with it does. */
const lockCreditNotes = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	unit.tx
		.select({ id: creditNote.id })
		.from(creditNote)
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				oneOf(creditNote.customerId, customerIds)
			)
		)
		.orderBy(asc(creditNote.id))
		.for(HELD);

/** Those the books wrote, known by an instant: a file that holds everything open names what is left of them. */
export const bookedCreditNotes = (unit: Unit<InsideScope>, knownAt: Date) =>
	unit.tx
		.select({ number: creditNote.number, customerId: creditNote.customerId })
		.from(creditNote)
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				isNull(creditNote.disputeId),
				lte(creditNote.createdAt, knownAt)
			)
		);
