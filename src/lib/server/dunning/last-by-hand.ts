import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';

/** Of each of these customers the last call or letter somebody said is done. */
export const lastByHand = ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	tx
		.selectDistinctOn([notice.customerId], {
			customerId: notice.customerId,
			at: notice.closedAt,
			way: notice.channel
		})
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, scope.organisationId),
				inArray(notice.customerId, [...customerIds]),
				inArray(notice.channel, ['call', 'letter', 'registered_letter']),
				eq(notice.status, 'done'),
				isNotNull(notice.closedAt)
			)
		)
		.orderBy(notice.customerId, desc(notice.closedAt));
