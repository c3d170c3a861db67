import { and, asc, eq, or } from 'drizzle-orm';
import { money, type Money } from '$lib/domain/money';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { creditedByDispute } from '../payments/queries';
import type { Case } from './case-queries';

export interface Following {
	/** The case it takes up; null = it is no continuation. */
	follows: string | null;
	/** Credited in that one: settled, and no part of this claim. Null where that is nothing. */
	settledBefore: Money | null;
	followedBy: string[];
}

/** Where a case was too old to go on: the one it follows, and those that follow it. */
export async function following(
	unit: Unit<Scope>,
	{ dispute: { id, customerId, followsId }, claimed }: Pick<Case, 'dispute' | 'claimed'>
): Promise<Following> {
	const rows = await unit.tx
		.select({ id: dispute.id, reference: dispute.reference })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, customerId),
				or(eq(dispute.followsId, id), followsId ? eq(dispute.id, followsId) : undefined)
			)
		)
		.orderBy(asc(dispute.reference));
	return {
		follows: rows.find((row) => row.id === followsId)?.reference ?? null,
		settledBefore: followsId ? await creditedIn(unit, followsId, claimed.currency) : null,
		followedBy: rows.filter((row) => row.id !== followsId).map(({ reference }) => reference)
	};
}

async function creditedIn(unit: Unit<Scope>, id: string, currency: string): Promise<Money | null> {
	const minor = (await creditedByDispute(unit, [id])).get(id) ?? 0n;
	return minor > 0n ? money(minor, currency) : null;
}
