import { and, desc, eq, inArray } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { accountMessage } from '../db/schema/account-messages';

/** Of each of these customers the last thing he wrote about his account. */
export const lastSaid = ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	tx
		.selectDistinctOn([accountMessage.customerId], {
			customerId: accountMessage.customerId,
			at: accountMessage.at
		})
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, scope.organisationId),
				inArray(accountMessage.customerId, [...customerIds])
			)
		)
		.orderBy(accountMessage.customerId, desc(accountMessage.at));
