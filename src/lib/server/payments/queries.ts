import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditNote } from '../db/schema/payments';

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
