import { asc } from 'drizzle-orm';
import { minorMin } from '$lib/domain/money';
import { fromInside } from '../auth/from-inside';
import type { Scope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { creditedAsOf } from '../payments/past-facts';
import { creditedByDispute } from '../payments/queries';
import { claimedItems } from './claimed-items';

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
	const left = await creditedOf(unit, disputeIds, asOf);
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

/** Whoever is asked about a case sees no credit note: the house tells him what those of his case gave back. */
function creditedOf(unit: Unit<Scope>, disputeIds: readonly string[], asOf?: AsOf) {
	if (asOf) return creditedAsOf(unit, disputeIds, asOf);
	const { scope } = unit;
	if (scope.audience !== 'resolver') return creditedByDispute(unit, disputeIds);
	const own = disputeIds.filter((id) => id === scope.disputeId);
	return fromInside(unit, (beside) => creditedByDispute(beside, own));
}

function itemsOf(unit: Unit<Scope>, disputeIds: readonly string[]): Promise<ClaimRow[]> {
	const item = claimedItems(unit);
	return unit.tx
		.select({ itemId: item.id, disputeId: item.disputeId, claimedMinor: item.claimedMinor })
		.from(item)
		.where(oneOf(item.disputeId, disputeIds))
		.orderBy(asc(item.id));
}
