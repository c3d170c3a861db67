import { and, eq, inArray, isNotNull, isNull, min } from 'drizzle-orm';
import { WAITING_FATES } from '$lib/domain/inbound/fate';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { inboundFate, inboundReading } from '../db/schema/inbound';
import { wentToCustomer } from '../delivery/to-colleagues';
import { readingOfFate } from './dunning-facts';

/**
 * Cases about which a customer was written to, and answered by a mail nobody has read yet, with the instant of the
 * oldest one. Nobody knows what it says: until somebody does, he is not said to be silent.
 * @param ids missing: of the whole house
 */
export async function unreadAnswers(
	{ tx, scope }: Unit<InsideScope>,
	ids?: readonly string[]
): Promise<ReadonlyMap<string, Date>> {
	const rows = await tx
		.select({ disputeId: inboundFate.disputeId, since: min(inboundFate.at) })
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.where(
			and(
				eq(inboundFate.organisationId, scope.organisationId),
				inArray(inboundFate.kind, WAITING_FATES),
				isNull(inboundReading.id),
				ids ? among(inboundFate.disputeId, ids) : isNotNull(inboundFate.disputeId),
				wentToCustomer(scope, inboundFate.deliveryId)
			)
		)
		.groupBy(inboundFate.disputeId);
	return new Map(rows.map(({ disputeId, since }) => [disputeId!, since!]));
}
