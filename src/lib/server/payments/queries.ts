import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { inChunks } from '../db/chunks';
import { allocation, creditNote, payment } from '../db/schema/invoices';

/** What credit notes already gave back for each of these cases; nothing for those without any. */
export async function creditedByDispute(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<Map<string, bigint>> {
	if (disputeIds.length === 0) return new Map();
	const rows = await unit.tx
		.select({
			disputeId: creditNote.disputeId,
			minor: sql`sum(${creditNote.totalMinor})`.mapWith(BigInt)
		})
		.from(creditNote)
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				inArray(creditNote.disputeId, [...new Set(disputeIds)])
			)
		)
		.groupBy(creditNote.disputeId);
	return new Map(rows.map(({ disputeId, minor }) => [disputeId!, minor]));
}

/** The credit notes a case led to, the oldest first. */
export const creditNotesOf = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select({
			number: creditNote.number,
			totalMinor: creditNote.totalMinor,
			currency: creditNote.currency
		})
		.from(creditNote)
		.where(
			and(
				eq(creditNote.organisationId, unit.scope.organisationId),
				eq(creditNote.disputeId, disputeId)
			)
		)
		.orderBy(asc(creditNote.createdAt), asc(creditNote.id));

/** What is settled of an invoice, and how much of it imports had said. */
export interface Settled {
	allMinor: bigint;
	importedMinor: bigint;
}

/** By invoice; those of which nothing is settled are not in it. */
export async function settledOf(
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<Map<string, Settled>> {
	const rows = await inChunks(invoiceIds, (part) => settledRows(unit, part));
	return new Map(rows.map(({ invoiceId, ...settled }) => [invoiceId, settled]));
}

const settledRows = ({ tx, scope }: Unit<Scope>, invoiceIds: string[]) =>
	tx
		.select({
			invoiceId: allocation.invoiceId,
			allMinor: sql`sum(${allocation.amountMinor})`.mapWith(BigInt),
			importedMinor:
				sql`coalesce(sum(${allocation.amountMinor}) filter (where ${payment.source} = 'import'), 0)`.mapWith(
					BigInt
				)
		})
		.from(allocation)
		.leftJoin(
			payment,
			and(
				eq(payment.organisationId, allocation.organisationId),
				eq(payment.id, allocation.paymentId)
			)
		)
		.where(
			and(
				eq(allocation.organisationId, scope.organisationId),
				inArray(allocation.invoiceId, invoiceIds)
			)
		)
		.groupBy(allocation.invoiceId);
