import { and, desc, eq, isNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { promise } from '../db/schema/promises';

/** Of each of these customers the last time he promised to pay, and how; what was written down by mistake he never said. */
export const lastMade = async ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	(
		await tx
			.selectDistinctOn([promise.customerId], {
				customerId: promise.customerId,
				at: promise.madeAt,
				source: promise.source
			})
			.from(promise)
			.where(
				and(
					eq(promise.organisationId, scope.organisationId),
					oneOf(promise.customerId, customerIds),
					isNull(promise.withdrawnBecause)
				)
			)
			.orderBy(promise.customerId, desc(promise.madeAt))
	).map(({ source, ...row }) => ({ ...row, way: source === 'phone' ? 'call' : 'theirs' }));
