import { and, asc, eq, gt, lte, ne, notExists, or } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import { CALLED_WITHIN_DAYS, LOW } from '$lib/domain/disputes/satisfaction';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import { satisfaction, satisfactionCall } from '../db/schema/satisfactions';

/** Calls after the score of a case, the first one first. */
export const satisfactionCallsOf = (unit: Unit<InsideScope>, disputeId: string) =>
	unit.tx
		.select({
			id: satisfactionCall.id,
			outcome: satisfactionCall.outcome,
			note: satisfactionCall.note,
			by: satisfactionCall.by,
			at: satisfactionCall.at,
			idempotencyKey: satisfactionCall.idempotencyKey
		})
		.from(satisfactionCall)
		.where(
			and(
				eq(satisfactionCall.organisationId, unit.scope.organisationId),
				eq(satisfactionCall.disputeId, disputeId)
			)
		)
		.orderBy(asc(satisfactionCall.at), asc(satisfactionCall.id));

/** Low scores of the last weeks whose customer is still to be called, with their cases. */
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
				gt(satisfaction.at, new Date(unit.now.getTime() - CALLED_WITHIN_DAYS * DAY_MS)),
				or(lte(satisfaction.solved, LOW), lte(satisfaction.ease, LOW)),
				notExists(callsThatEnded(unit))
			)
		);

const callsThatEnded = (unit: Unit<InsideScope>) =>
	unit.tx
		.select()
		.from(satisfactionCall)
		.where(
			and(
				eq(satisfactionCall.organisationId, satisfaction.organisationId),
				eq(satisfactionCall.disputeId, satisfaction.disputeId),
				ne(satisfactionCall.outcome, 'missed')
			)
		);
