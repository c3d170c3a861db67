import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { LocalDate } from '$lib/domain/calendar';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute, disputeItem } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
import { allReasons } from '../settings/queries';
import { withoutCredited } from './still-claimed';

export type Assignment = typeof assignment.$inferSelect;
export type Resolution = typeof resolution.$inferSelect;

/** Whoever is asked now. */
export async function currentAssignment(
	unit: Unit<Scope>,
	disputeId: string
): Promise<Assignment | null> {
	const [row] = await unit.tx
		.select()
		.from(assignment)
		.where(and(isAssignmentOf(unit, disputeId), isNull(assignment.endedAt)))
		.orderBy(desc(assignment.id))
		.limit(1);
	return row ?? null;
}

const isAssignmentOf = (unit: Unit<Scope>, disputeId: string) =>
	and(
		eq(assignment.organisationId, unit.scope.organisationId),
		eq(assignment.disputeId, disputeId)
	);

/** The decision in force. */
export async function currentResolution(
	unit: Unit<Scope>,
	disputeId: string
): Promise<Resolution | null> {
	const [row] = await unit.tx
		.select()
		.from(resolution)
		.where(
			and(
				eq(resolution.organisationId, unit.scope.organisationId),
				eq(resolution.disputeId, disputeId)
			)
		)
		.orderBy(desc(resolution.id))
		.limit(1);
	return row ?? null;
}

export interface ActiveClaim {
	invoiceId: string;
	customerId: string;
	reference: string;
	openedOn: LocalDate;
	claimedMinor: bigint;
	holdsWholeInvoice: boolean;
}

interface Claimants {
	customerId?: string;
	customerIds?: readonly string[];
	invoiceIds?: readonly string[];
}

/** What open cases suspend, invoice by invoice. */
export const activeClaims = async (unit: Unit<Scope>, of: Claimants = {}): Promise<ActiveClaim[]> =>
	withoutCredited(unit, await activeItems(unit, of));

function activeItems(unit: Unit<Scope>, of: Claimants) {
	const reason = allReasons(unit);
	return unit.tx
		.select({
			itemId: disputeItem.id,
			disputeId: disputeItem.disputeId,
			invoiceId: disputeItem.invoiceId,
			customerId: disputeItem.customerId,
			reference: dispute.reference,
			openedOn: dispute.openedOn,
			claimedMinor: disputeItem.claimedMinor,
			holdsWholeInvoice: reason.holdsWholeInvoice
		})
		.from(disputeItem)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, disputeItem.organisationId),
				eq(dispute.id, disputeItem.disputeId)
			)
		)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(
			and(
				eq(disputeItem.organisationId, unit.scope.organisationId),
				inArray(dispute.status, ACTIVE_STATUSES),
				// Of the case, not of its item: that is where the index is.
				of.customerId ? eq(dispute.customerId, of.customerId) : undefined,
				of.customerIds ? oneOf(dispute.customerId, of.customerIds) : undefined,
				of.invoiceIds ? inArray(disputeItem.invoiceId, [...of.invoiceIds]) : undefined
			)
		)
		.orderBy(asc(dispute.reference), asc(disputeItem.id));
}

/** Which of these keys have already opened a case, whatever became of it. */
export async function knownKeys(unit: Unit<Scope>, keys: readonly string[]): Promise<string[]> {
	const rows = await unit.tx
		.select({ key: dispute.idempotencyKey })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				inArray(dispute.idempotencyKey, [...keys])
			)
		);
	return rows.map((row) => row.key);
}
