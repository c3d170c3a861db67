import { asc, sql } from 'drizzle-orm';
import { minorMin } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { disputeTransition } from '../db/schema/disputes';
import { resolution } from '../db/schema/resolutions';
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

/** Whoever is asked about a case sees no credit note: to him its decisions say what was credited. */
function creditedOf(unit: Unit<Scope>, disputeIds: readonly string[], asOf?: AsOf) {
	if (asOf) return creditedAsOf(unit, disputeIds, asOf);
	return unit.scope.audience === 'resolver'
		? carriedOutOf(unit, unit.scope.disputeId)
		: creditedByDispute(unit, disputeIds);
}

/** What the decisions of a case gave that were carried out before the next one was taken. */
async function carriedOutOf(unit: Unit<Scope>, disputeId: string): Promise<Map<string, bigint>> {
	const { organisationId } = unit.scope;
	const { rows } = await unit.tx.execute<{ minor: string | null }>(sql`
		select sum(round.accepted_minor) as minor from (
			select accepted_minor, decided_at, lead(decided_at) over (order by id) as next_at
			from ${resolution} where organisation_id = ${organisationId} and dispute_id = ${disputeId}) round
		where exists (select from ${disputeTransition} moved
			where moved.organisation_id = ${organisationId} and moved.dispute_id = ${disputeId}
				and moved.to_status = 'resolved' and moved.at >= round.decided_at
				and (round.next_at is null or moved.at < round.next_at))`);
	const minor = BigInt(rows[0]?.minor ?? 0);
	return minor > 0n ? new Map([[disputeId, minor]]) : new Map();
}

function itemsOf(unit: Unit<Scope>, disputeIds: readonly string[]): Promise<ClaimRow[]> {
	const item = claimedItems(unit);
	return unit.tx
		.select({ itemId: item.id, disputeId: item.disputeId, claimedMinor: item.claimedMinor })
		.from(item)
		.where(oneOf(item.disputeId, disputeIds))
		.orderBy(asc(item.id));
}
