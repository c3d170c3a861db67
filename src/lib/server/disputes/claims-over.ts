import { and, asc, eq } from 'drizzle-orm';
import { isActive } from '$lib/domain/disputes/lifecycle';
import { groupBy } from '$lib/domain/group-by';
import type { Claim } from '$lib/domain/receivables/open-items';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute, disputeItem, disputeTransition } from '../db/schema/disputes';
import { allReasons } from '../settings/queries';
import { withoutCredited } from './still-claimed';

/** What a case claimed of an invoice, and when it was open. */
export interface Claimed extends Claim {
	invoiceId: string;
	wasOpen(at: Date): boolean;
}

/** Every claim there ever was about these invoices, less the credits it led to. */
export async function claimsOver(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<Claimed[]> {
	if (invoiceIds.length === 0) return [];
	const rows = await claimsAbout(unit, invoiceIds);
	const moves = groupBy(
		await movesOf(
			unit,
			rows.map(({ disputeId }) => disputeId)
		),
		({ disputeId }) => disputeId
	);
	const claims = rows.map((row) => ({
		...row,
		wasOpen: (at: Date) => {
			const before = (moves.get(row.disputeId) ?? []).filter((move) => move.at < at).at(-1);
			return before ? isActive(before.toStatus) : row.since < at && isActive(row.status);
		}
	}));
	return withoutCredited(unit, claims);
}

function claimsAbout(unit: Unit<InsideScope>, invoiceIds: readonly string[]) {
	const reason = allReasons(unit);
	return unit.tx
		.select({
			itemId: disputeItem.id,
			disputeId: disputeItem.disputeId,
			invoiceId: disputeItem.invoiceId,
			claimedMinor: disputeItem.claimedMinor,
			holdsWholeInvoice: reason.holdsWholeInvoice,
			since: dispute.openedAt,
			status: dispute.status
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
				oneOf(disputeItem.invoiceId, invoiceIds)
			)
		);
}

/** The oldest first. */
const movesOf = (unit: Unit<InsideScope>, disputeIds: readonly string[]) =>
	unit.tx
		.select({
			disputeId: disputeTransition.disputeId,
			toStatus: disputeTransition.toStatus,
			at: disputeTransition.at
		})
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, unit.scope.organisationId),
				oneOf(disputeTransition.disputeId, [...new Set(disputeIds)])
			)
		)
		.orderBy(asc(disputeTransition.at), asc(disputeTransition.id));
