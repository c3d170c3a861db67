import { and, desc, eq, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { message } from '../db/schema/messages';

/** Of each of these customers the last thing he wrote in a case. */
export const lastWords = ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	tx
		.selectDistinctOn([message.customerId], { customerId: message.customerId, at: message.at })
		.from(message)
		.where(
			and(
				eq(message.organisationId, scope.organisationId),
				inArray(message.customerId, [...customerIds]),
				eq(message.authorKind, 'customer')
			)
		)
		.orderBy(message.customerId, desc(message.at));
