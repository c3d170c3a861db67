import { and, asc, eq, or } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import type { Case } from './case-queries';

/** Where a case was too old to go on: the one it follows, and those that follow it. */
export async function following(
	unit: Unit<Scope>,
	{ id, customerId, followsId }: Case['dispute']
): Promise<{ follows: string | null; followedBy: string[] }> {
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
		followedBy: rows.filter((row) => row.id !== followsId).map(({ reference }) => reference)
	};
}
