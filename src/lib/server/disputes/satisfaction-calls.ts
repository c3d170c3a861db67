import { and, asc, eq, notExists, or, lte } from 'drizzle-orm';
import { LOW } from '$lib/domain/disputes/satisfaction';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { satisfaction, satisfactionCall } from '../db/schema/satisfactions';

/** Calls after the score of a case, the first one first. */
export const satisfactionCallsOf = (unit: Unit<InsideScope>, disputeId: string) =>
	unit.tx
		.select({
			id: satisfactionCall.id,
			reached: satisfactionCall.reached,
			note: satisfactionCall.note,
			by: satisfactionCall.by,
			at: satisfactionCall.at
		})
		.from(satisfactionCall)
		.where(
			and(
				eq(satisfactionCall.organisationId, unit.scope.organisationId),
				eq(satisfactionCall.disputeId, disputeId)
			)
		)
		.orderBy(asc(satisfactionCall.at), asc(satisfactionCall.id));

/** Low scores whose customer nobody has spoken to since. */
export const scoresToCall = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			customerId: satisfaction.customerId,
			at: satisfaction.at,
			reference: dispute.reference
		})
		.from(satisfaction)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, satisfaction.organisationId),
				eq(dispute.id, satisfaction.disputeId)
			)
		)
		.where(
			and(
				eq(satisfaction.organisationId, unit.scope.organisationId),
				or(lte(satisfaction.solved, LOW), lte(satisfaction.ease, LOW)),
				notExists(
					unit.tx
						.select()
						.from(satisfactionCall)
						.where(
							and(
								eq(satisfactionCall.organisationId, satisfaction.organisationId),
								eq(satisfactionCall.disputeId, satisfaction.disputeId),
								eq(satisfactionCall.reached, true)
							)
						)
				)
			)
		);
