import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { decisionInForce } from '$lib/domain/disputes/decision-in-force';
import { ACTIVE_STATUSES, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { LocalDate } from '$lib/domain/calendar';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
import { allReasons } from '../settings/queries';
import { claimedItems } from './claimed-items';
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

/** The decision in force; null while nothing is decided, and once the case was opened again. */
export async function currentResolution(
	unit: Unit<Scope>,
	{ id: disputeId, status }: Pick<typeof dispute.$inferSelect, 'id' | 'status'>
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
	return decisionInForce(status, row ?? null);
}

export interface ActiveClaim {
	invoiceId: string;
	invoiceLineId: string | null;
	customerId: string;
	reference: string;
	openedOn: LocalDate;
	claimedMinor: bigint;
	holdsWholeInvoice: boolean;
	/** Decided, and not closed yet. */
	isDecided: boolean;
	/** Of the claim, what the decision did not accept. */
	refusedMinor: bigint;
}

interface Claimants {
	customerId?: string;
	customerIds?: readonly string[];
	invoiceIds?: readonly string[];
	/** What this case claims itself does not count. */
	exceptCase?: string | undefined;
}

/** What open cases suspend, invoice by invoice. */
export const activeClaims = async (unit: Unit<Scope>, of: Claimants = {}): Promise<ActiveClaim[]> =>
	withoutCredited(unit, (await activeItems(unit, of)).map(withDecision));

/** The amounts of a case that was opened again are those of the decision before. */
function withDecision<Row extends Decidable>({ status, acceptedMinor, ...claim }: Row) {
	const isDecided = status === 'decided' || status === 'implementing';
	const refusedMinor = isDecided ? claim.claimedMinor - (acceptedMinor ?? 0n) : 0n;
	return { ...claim, isDecided, refusedMinor };
}

interface Decidable {
	status: DisputeStatus;
	claimedMinor: bigint;
	acceptedMinor: bigint | null;
}

function activeItems(unit: Unit<Scope>, of: Claimants) {
	const reason = allReasons(unit);
	const item = claimedItems(unit);
	return unit.tx
		.select({
			itemId: item.id,
			disputeId: item.disputeId,
			invoiceId: item.invoiceId,
			invoiceLineId: item.invoiceLineId,
			customerId: item.customerId,
			reference: dispute.reference,
			openedOn: dispute.openedOn,
			status: dispute.status,
			acceptedMinor: item.acceptedMinor,
			claimedMinor: item.claimedMinor,
			holdsWholeInvoice: reason.holdsWholeInvoice
		})
		.from(item)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, item.organisationId), eq(dispute.id, item.disputeId))
		)
		.innerJoin(reason, eq(reason.id, dispute.reasonId))
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				of.exceptCase ? ne(dispute.id, of.exceptCase) : undefined,
				inArray(dispute.status, ACTIVE_STATUSES),
				// Of the case, not of its item: that is where the index is.
				of.customerId ? eq(dispute.customerId, of.customerId) : undefined,
				of.customerIds ? oneOf(dispute.customerId, of.customerIds) : undefined,
				of.invoiceIds ? inArray(item.invoiceId, [...of.invoiceIds]) : undefined
			)
		)
		.orderBy(asc(dispute.reference), asc(item.id));
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
