import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { CALL_OUTCOMES, wasReached } from '$lib/domain/dunning/call-outcome';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { call, notice } from '../db/schema/notices';

/** Of each of these customers the last planned call in which somebody was spoken to, over or not. */
export const lastSpoken = async (
	{ tx, scope }: Unit<InsideScope>,
	customerIds: readonly string[]
) =>
	(
		await tx
			.selectDistinctOn([notice.customerId], { customerId: notice.customerId, at: call.at })
			.from(call)
			.innerJoin(
				notice,
				and(eq(notice.organisationId, call.organisationId), eq(notice.id, call.noticeId))
			)
			.where(
				and(
					eq(call.organisationId, scope.organisationId),
					isNull(call.struckAt),
					oneOf(notice.customerId, customerIds),
					inArray(call.outcome, CALL_OUTCOMES.filter(wasReached))
				)
			)
			.orderBy(notice.customerId, desc(call.at))
	).map((row) => ({ ...row, way: 'call' }));
