import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { isToCustomer } from './to-colleagues';

/** Of each of these customers the last message that left for him. */
export const lastSent = ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	tx
		.selectDistinctOn([delivery.customerId], {
			customerId: delivery.customerId,
			at: delivery.sentAt,
			way: delivery.channel
		})
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, scope.organisationId),
				inArray(delivery.customerId, [...customerIds]),
				isNotNull(delivery.sentAt),
				isToCustomer
			)
		)
		.orderBy(delivery.customerId, desc(delivery.sentAt));
