import { and, asc, eq } from 'drizzle-orm';
import { minorMin } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { disputeItem } from '../db/schema/disputes';
import { creditedByDispute } from '../payments/queries';

interface ClaimRow {
	itemId: string;
	disputeId: string;
	claimedMinor: bigint;
}

/** What a case opened again still claims: credits it already led to are no longer contested. */
export async function withoutCredited<Row extends ClaimRow>(
	unit: Unit<Scope>,
	rows: readonly Row[]
): Promise<Omit<Row, 'itemId' | 'disputeId'>[]> {
	const credited = await creditedByItem(
		unit,
		rows.map(({ disputeId }) => disputeId)
	);
	return rows.map(({ itemId, disputeId: _disputeId, ...claim }) => ({
		...claim,
		claimedMinor: claim.claimedMinor - (credited.get(itemId) ?? 0n)
	}));
}

/** Split as decisions are: item after item, never more than what each claims. */
export async function creditedByItem(
	unit: Unit<Scope>,
	disputeIds: readonly string[]
): Promise<Map<string, bigint>> {
	const left = await creditedByDispute(unit, disputeIds);
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
