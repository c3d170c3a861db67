import { and, asc, eq } from 'drizzle-orm';
import { isActive } from '$lib/domain/disputes/lifecycle';
import { groupBy } from '$lib/domain/group-by';
import type { Claim } from '$lib/domain/receivables/open-items';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { allReasons } from '../settings/queries';
import { everyItem, reasonOfItem } from './claimed-items';
import { withoutCredited } from './still-claimed';

/** What a case claimed of an invoice, and when it was open. */
export interface Claimed extends Claim {
	invoiceId: string;
	wasOpen(at: Date): boolean;
}

/** Every claim there ever was about these invoices, less the credits it led to. */
export const claimsOver = async (
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<Claimed[]> => withoutCredited(unit, await claimsEver(unit, invoiceIds));

/** The same, whatever was credited. */
export async function claimsEver(unit: Unit<Scope>, invoiceIds: readonly string[]) {
	if (invoiceIds.length === 0) return [];
	const rows = await claimsAbout(unit, invoiceIds);
	const moves = groupBy(
		await movesOf(
			unit,
			rows.map(({ disputeId }) => disputeId)
		),
		({ disputeId }) => disputeId
	);
	return rows.map((row) => ({
		...row,
		wasOpen: (at: Date) => {
			if (!wasClaimed(row, at)) return false;
			const before = (moves.get(row.disputeId) ?? []).filter((move) => move.at < at).at(-1);
			return before ? isActive(before.toStatus) : row.openedAt < at && isActive(row.status);
		}
	}));
}

/** An amendment may have brought it, or taken its place. */
const wasClaimed = (
	{ addedAt, replacedAt }: { addedAt: Date | null; replacedAt: Date | null },
	at: Date
): boolean => (addedAt === null || addedAt < at) && (replacedAt === null || replacedAt >= at);

function claimsAbout(unit: Unit<Scope>, invoiceIds: readonly string[]) {
	const reason = allReasons(unit);
	const item = everyItem(unit);
	return unit.tx
		.select({
			itemId: item.id,
			disputeId: item.disputeId,
			invoiceId: item.invoiceId,
			claimedMinor: item.claimedMinor,
			holdsWholeInvoice: reason.holdsWholeInvoice,
			openedAt: dispute.openedAt,
			addedAt: item.addedAt,
			replacedAt: item.replacedAt,
			status: dispute.status
		})
		.from(item)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, item.organisationId), eq(dispute.id, item.disputeId))
		)
		.innerJoin(reason, eq(reason.id, reasonOfItem(item)))
		.where(oneOf(item.invoiceId, invoiceIds));
}

/** The oldest first. */
const movesOf = (unit: Unit<Scope>, disputeIds: readonly string[]) =>
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
