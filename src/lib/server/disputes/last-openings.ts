import { and, eq, inArray, isNull, max, or } from 'drizzle-orm';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { disputeTransition } from '../db/schema/disputes';

/** When a case of each of these customers was last opened, or opened again; missing = never. */
export async function lastOpenings(
	unit: Unit<InsideScope>,
	customerIds: readonly string[]
): Promise<ReadonlyMap<string, Date>> {
	const rows = await unit.tx
		.select({ customerId: disputeTransition.customerId, at: max(disputeTransition.at) })
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, unit.scope.organisationId),
				oneOf(disputeTransition.customerId, customerIds),
				or(
					isNull(disputeTransition.fromStatus),
					and(
						inArray(disputeTransition.fromStatus, ENDED_STATUSES),
						eq(disputeTransition.toStatus, 'in_progress')
					)
				)
			)
		)
		.groupBy(disputeTransition.customerId);
	return new Map(rows.map(({ customerId, at }) => [customerId, at!]));
}
