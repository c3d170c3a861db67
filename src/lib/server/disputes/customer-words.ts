import { and, desc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { message } from '../db/schema/messages';

/** What a customer wrote in his cases, the latest first, and how much there is. */
export async function latestWordsOf(unit: Unit<InsideScope>, customerId: string, limit: number) {
	const which = and(
		eq(message.organisationId, unit.scope.organisationId),
		eq(message.customerId, customerId),
		eq(message.authorKind, 'customer')
	);
	const rows = await unit.tx
		.select({
			id: message.id,
			at: message.at,
			byName: message.authorName,
			body: message.body,
			reference: dispute.reference
		})
		.from(message)
		.innerJoin(
			dispute,
			and(eq(dispute.organisationId, message.organisationId), eq(dispute.id, message.disputeId))
		)
		.where(which)
		.orderBy(desc(message.at), desc(message.id))
		.limit(limit);
	return { rows, total: await unit.tx.$count(message, which) };
}
