import { and, eq, isNull, max } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { disputeItem } from '../db/schema/disputes';

/** Of these cases: whether something was claimed in it after that instant, by its customer or with a case put into it. */
export async function casesGrown(
	{ tx, scope }: Unit<InsideScope>,
	ids: readonly string[]
): Promise<(disputeId: string, since: Date) => boolean> {
	const rows = await tx
		.select({ id: disputeItem.disputeId, at: max(disputeItem.addedAt) })
		.from(disputeItem)
		.where(
			and(
				eq(disputeItem.organisationId, scope.organisationId),
				among(disputeItem.disputeId, ids),
				isNull(disputeItem.replacedAt)
			)
		)
		.groupBy(disputeItem.disputeId);
	const last = new Map(rows.map(({ id, at }) => [id, at]));
	return (id, since) => (last.get(id) ?? since) > since;
}
