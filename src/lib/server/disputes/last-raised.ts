import { and, desc, eq, inArray } from 'drizzle-orm';
import { LOGGED_SOURCES } from '$lib/domain/disputes/schema';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { dispute } from '../db/schema/disputes';

/** Of each of these customers the last time he said that he disagrees, and how; what the house set itself he never said. */
export const lastRaised = async (
	{ tx, scope }: Unit<InsideScope>,
	customerIds: readonly string[]
) =>
	(
		await tx
			.selectDistinctOn([dispute.customerId], {
				customerId: dispute.customerId,
				at: dispute.openedAt,
				source: dispute.source
			})
			.from(dispute)
			.where(
				and(
					eq(dispute.organisationId, scope.organisationId),
					oneOf(dispute.customerId, customerIds),
					inArray(dispute.source, ['portal', ...LOGGED_SOURCES])
				)
			)
			.orderBy(dispute.customerId, desc(dispute.openedAt))
	).map(({ source, ...row }) => ({ ...row, way: source === 'phone' ? 'call' : 'theirs' }));
