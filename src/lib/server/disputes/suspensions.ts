import { and, asc, eq, inArray } from 'drizzle-orm';
import { localDateAt } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import type { Suspension } from '$lib/domain/late-charges/interest';
import { openSpans, within } from '$lib/domain/late-charges/suspensions';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute, disputeTransition } from '../db/schema/disputes';
import { allReasons } from '../settings/queries';
import { everyItem, reasonOfItem } from './claimed-items';
import { creditedByItem } from './still-claimed';

export type InvoiceSuspension = Suspension & { invoiceId: string; reference: string };

/** On which days which part of these invoices was disputed, cases that ended included. */
export async function suspensionsOf(
	unit: Unit<Scope>,
	invoiceIds: readonly string[]
): Promise<InvoiceSuspension[]> {
	if (invoiceIds.length === 0) return [];
	const items = await claimsAbout(unit, invoiceIds);
	const disputeIds = [...new Set(items.map(({ disputeId }) => disputeId))];
	const moves = groupBy(await movesOf(unit, disputeIds), ({ disputeId }) => disputeId);
	const credited = await creditedByItem(unit, disputeIds);
	const day = (at: Date | null) => at && localDateAt(at, unit.scope.timeZone);
	return items.flatMap(({ itemId, disputeId, addedAt, replacedAt, ...claim }) =>
		within(openSpans(moves.get(disputeId) ?? []), day(addedAt), day(replacedAt)).map(
			(span, again) => ({
				...claim,
				...span,
				// Opened again: credits it already led to are no longer contested.
				claimedMinor: claim.claimedMinor - (again > 0 ? (credited.get(itemId) ?? 0n) : 0n)
			})
		)
	);
}

function claimsAbout(unit: Unit<Scope>, invoiceIds: readonly string[]) {
	const reason = allReasons(unit);
	const item = everyItem(unit);
	return unit.tx
		.select({
			itemId: item.id,
			disputeId: item.disputeId,
			invoiceId: item.invoiceId,
			reference: dispute.reference,
			claimedMinor: item.claimedMinor,
			holdsWholeInvoice: reason.holdsWholeInvoice,
			addedAt: item.addedAt,
			replacedAt: item.replacedAt
		})
		.from(item)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, item.organisationId), eq(dispute.id, item.disputeId))
		)
		.innerJoin(reason, eq(reason.id, reasonOfItem(item)))
		.where(inArray(item.invoiceId, [...invoiceIds]))
		.orderBy(asc(item.id));
}

const movesOf = async (unit: Unit<Scope>, disputeIds: readonly string[]) =>
	disputeIds.length === 0
		? []
		: unit.tx
				.select({
					disputeId: disputeTransition.disputeId,
					on: disputeTransition.on,
					toStatus: disputeTransition.toStatus
				})
				.from(disputeTransition)
				.where(
					and(
						eq(disputeTransition.organisationId, unit.scope.organisationId),
						inArray(disputeTransition.disputeId, [...disputeIds])
					)
				)
				.orderBy(asc(disputeTransition.at), asc(disputeTransition.id));
