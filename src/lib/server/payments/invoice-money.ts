import { and, asc, eq, lte, sql, type SQL } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { InvoiceMoney, SaidOfInvoice, Settlement } from '$lib/domain/promises/reserved';
import type { Scope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import { allocation, creditNote, payment } from '../db/schema/payments';
import { numberedInvoices } from '../invoices/queries';
import { allocationsKnown } from './past-facts';

/** What came of each invoice and what is said to have been paid; `asOf`: as known then. */
export async function moneyOf(
	unit: Unit<Scope>,
	invoiceIds: readonly string[],
	asOf?: AsOf
): Promise<(invoiceId: string) => InvoiceMoney> {
	const ids = [...new Set(invoiceIds)];
	const settlements = groupBy(await settlementsOf(unit, ids, asOf), (row) => row.invoiceId);
	const said = groupBy(await saidOf(unit, ids, asOf), (row) => row.invoiceId);
	const totals = await totalsOf(unit, ids);
	return (id) => ({
		totalMinor: totals.get(id) ?? 0n,
		settlements: settlements.get(id) ?? [],
		said: said.get(id) ?? []
	});
}

type OfInvoice = { invoiceId: string };

const isWrittenOff = sql`coalesce(${payment.source} = 'write_off', false)`;

async function settlementsOf(
	unit: Unit<Scope>,
	invoiceIds: readonly string[],
	asOf: AsOf | undefined
): Promise<(Settlement & OfInvoice)[]> {
	if (invoiceIds.length === 0) return [];
	return unit.tx
		.select({
			invoiceId: allocation.invoiceId,
			at: allocation.createdAt,
			on: allocation.allocatedOn,
			amountMinor: allocation.amountMinor,
			// A rest that was given up is no money: like a credit of its case, it was meant for nothing else.
			creditNoteId: sql<
				string | null
			>`case when ${isWrittenOff} then ${payment.id} else ${allocation.creditNoteId} end`,
			isOfCase: sql<boolean>`${creditNote.disputeId} is not null or ${isWrittenOff}`
		})
		.from(allocation)
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
				oneOf(allocation.invoiceId, invoiceIds),
				asOf && allocationsKnown(asOf)
			)
		)
		.orderBy(asc(allocation.createdAt), asc(allocation.id));
}

async function saidOf(
	unit: Unit<Scope>,
	invoiceIds: readonly string[],
	asOf: AsOf | undefined
): Promise<(SaidOfInvoice & OfInvoice)[]> {
	if (invoiceIds.length === 0) return [];
	const rows = await unit.tx
		.select({
			invoiceId: paymentClaimItem.invoiceId,
			amountMinor: paymentClaimItem.amountMinor,
			at: paymentClaim.claimedAt,
			paidOn: paymentClaim.paidOn,
			verdict: paymentClaim.verdict,
			decidedAt: paymentClaim.decidedAt
		})
		.from(paymentClaimItem)
		.innerJoin(paymentClaim, itsClaim)
		.where(
			and(
				eq(paymentClaimItem.organisationId, unit.scope.organisationId),
				oneOf(paymentClaimItem.invoiceId, invoiceIds),
				asOf && lte(paymentClaim.claimedAt, asOf.at)
			)
		)
		.orderBy(asc(paymentClaim.claimedAt), asc(paymentClaim.id));
	return rows.map((row) =>
		asOf && row.decidedAt && row.decidedAt > asOf.at
			? { ...row, verdict: null, decidedAt: null }
			: row
	);
}

const itsClaim: SQL | undefined = and(
	eq(paymentClaim.organisationId, paymentClaimItem.organisationId),
	eq(paymentClaim.id, paymentClaimItem.paymentClaimId)
);

async function totalsOf(
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<Map<string, bigint>> {
	if (invoiceIds.length === 0) return new Map();
	const invoice = numberedInvoices(unit);
	const rows = await unit.tx
		.select({ id: invoice.id, totalMinor: invoice.totalMinor })
		.from(invoice)
		.where(oneOf(invoice.id, invoiceIds));
	return new Map(rows.map(({ id, totalMinor }) => [id, totalMinor]));
}
