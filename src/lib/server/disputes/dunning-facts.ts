import { and, eq, inArray, max } from 'drizzle-orm';
import { isActive, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { LocalDate } from '$lib/domain/calendar';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute, disputeItem, disputeTransition } from '../db/schema/disputes';

/** Ends after which the customer is left in peace for a while. */
export const QUIET_ENDS: DisputeStatus[] = ['resolved', 'withdrawn', 'not_a_dispute'];

/** The last day a case about each invoice ended. */
export async function disputeEndsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<Map<string, LocalDate>> {
	const rows = await unit.tx
		.select({ invoiceId: disputeItem.invoiceId, on: max(disputeTransition.on) })
		.from(dispute)
		.innerJoin(
			disputeItem,
			and(
				eq(disputeItem.organisationId, dispute.organisationId),
				eq(disputeItem.disputeId, dispute.id)
			)
		)
		.innerJoin(
			disputeTransition,
			and(
				eq(disputeTransition.organisationId, dispute.organisationId),
				eq(disputeTransition.disputeId, dispute.id)
			)
		)
		.where(
			and(
				ofCustomers(unit, customerIds),
				inArray(dispute.status, QUIET_ENDS),
				inArray(disputeTransition.toStatus, QUIET_ENDS)
			)
		)
		.groupBy(disputeItem.invoiceId);
	return new Map(rows.flatMap((row) => (row.on ? [[row.invoiceId, row.on as LocalDate]] : [])));
}

const ofCustomers = (unit: Unit<InsideScope>, customerIds: readonly string[]) =>
	and(
		eq(dispute.organisationId, unit.scope.organisationId),
		oneOf(dispute.customerId, customerIds)
	);

export interface Claimed {
	invoiceId: string;
	minor: bigint;
	since: Date;
	/** Null while somebody has to answer. */
	until: Date | null;
}

/** What was claimed of each invoice, from when until when. */
export async function claimsOver(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<Claimed[]> {
	if (invoiceIds.length === 0) return [];
	const rows = await unit.tx
		.select({
			invoiceId: disputeItem.invoiceId,
			minor: disputeItem.claimedMinor,
			since: dispute.openedAt,
			status: dispute.status,
			last: max(disputeTransition.at)
		})
		.from(disputeItem)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, disputeItem.organisationId),
				eq(dispute.id, disputeItem.disputeId)
			)
		)
		.leftJoin(
			disputeTransition,
			and(
				eq(disputeTransition.organisationId, dispute.organisationId),
				eq(disputeTransition.disputeId, dispute.id)
			)
		)
		.where(
			and(
				eq(disputeItem.organisationId, unit.scope.organisationId),
				inArray(disputeItem.invoiceId, [...invoiceIds])
			)
		)
		.groupBy(disputeItem.organisationId, disputeItem.id, dispute.openedAt, dispute.status);
	return rows.map(({ status, last, ...claimed }) => ({
		...claimed,
		until: isActive(status) ? null : last
	}));
}
