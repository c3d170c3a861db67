import { and, asc, eq } from 'drizzle-orm';
import { minorMin } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { disputeItem } from '../db/schema/disputes';
import { creditedAsOf } from '../payments/past-facts';
import { creditedByDispute } from '../payments/queries';

interface ClaimRow {
	itemId: string;
	disputeId: string;
	claimedMinor: bigint;
}

/** What a case opened again still claims: credits it already led to (by then) are no longer contested. */
export async function withoutCredited<Row extends ClaimRow>(
	unit: Unit<Scope>,
	rows: readonly Row[],
	asOf?: AsOf
): Promise<Omit<Row, 'itemId' | 'disputeId'>[]> {
	const credited = await creditedByItem(
		unit,
		rows.map(({ disputeId }) => disputeId),
		asOf
	);
	return rows.map(({ itemId, disputeId: _disputeId, ...claim }) => ({
		...claim,
		claimedMinor: claim.claimedMinor - (credited.get(itemId) ?? 0n)
	}));
}

/** Split as decisions are: item after item, never more than what each claims. */
export async function creditedByItem(
	unit: Unit<Scope>,
	disputeIds: readonly string[],
	asOf?: AsOf
): Promise<Map<string, bigint>> {
	const left = await (asOf
		? creditedAsOf(unit, disputeIds, asOf)
		: creditedByDispute(unit, disputeIds));
	if (left.size === 0) return new Map();
	const items = await itemsOf(unit, [...left.keys()]);
	return new Map(
		items.map(({ itemId, disputeId, claimedMinor }) => {
			const part = minorMin(left.get(disputeId)!, claimedMinor);
			left.set(disputeId, left.get(disputeId)! - part);
			return [itemId, part];
		})
	);
}

const itemsOf = (unit: Unit<Scope>, disputeIds: readonly string[]): Promise<ClaimRow[]> =>
	unit.tx
		.select({
			itemId: disputeItem.id,
			disputeId: disputeItem.disputeId,
			claimedMinor: disputeItem.claimedMinor
		})
		.from(disputeItem)
		.where(
			and(
				eq(disputeItem.organisationId, unit.scope.organisationId),
				oneOf(disputeItem.disputeId, disputeIds)
			)
		)
		.orderBy(asc(disputeItem.id));
