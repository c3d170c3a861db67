import { and, eq, gt, inArray } from 'drizzle-orm';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeTransition } from '../db/schema/disputes';

/** Whether a case was decided or closed after that instant, opened again or not. */
export const endedSince = async (
	unit: Unit<InsideScope>,
	disputeId: string,
	since: Date
): Promise<boolean> =>
	(await unit.tx.$count(
		disputeTransition,
		and(
			eq(disputeTransition.organisationId, unit.scope.organisationId),
			eq(disputeTransition.disputeId, disputeId),
			inArray(disputeTransition.toStatus, ENDED_STATUSES),
			gt(disputeTransition.at, since)
		)
	)) > 0;
