import { and, desc, eq, inArray } from 'drizzle-orm';
import { WAITING_FATES } from '$lib/domain/inbound/fate';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { inboundFate } from '../db/schema/inbound';

/** Of each of these customers the last mail of his that a person had to look at; one that landed is words in a case. */
export const lastMails = ({ tx, scope }: Unit<InsideScope>, customerIds: readonly string[]) =>
	tx
		.selectDistinctOn([inboundFate.customerId], {
			customerId: inboundFate.customerId,
			at: inboundFate.at
		})
		.from(inboundFate)
		.where(
			and(
				eq(inboundFate.organisationId, scope.organisationId),
				inArray(inboundFate.customerId, [...customerIds]),
				inArray(inboundFate.kind, [...WAITING_FATES])
			)
		)
		.orderBy(inboundFate.customerId, desc(inboundFate.at));
