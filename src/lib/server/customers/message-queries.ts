import { and, desc, eq, isNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { accountMessage } from '../db/schema/account-messages';

/** Shown to staff: the latest ones. */
const KEPT = 20;

export const messagesOf = (unit: Unit<InsideScope>, customerId: string) =>
	unit.tx
		.select()
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, unit.scope.organisationId),
				eq(accountMessage.customerId, customerId)
			)
		)
		.orderBy(desc(accountMessage.at), desc(accountMessage.id))
		.limit(KEPT);

/** Nobody has answered them yet, the oldest first. */
export const openMessages = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			customerId: accountMessage.customerId,
			kind: accountMessage.kind,
			at: accountMessage.at
		})
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, unit.scope.organisationId),
				isNull(accountMessage.handledAt)
			)
		)
		.orderBy(accountMessage.at);
