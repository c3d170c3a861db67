import { and, eq, exists, gt, inArray, or, sql } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import { AFTER_CASE_DAYS } from '$lib/domain/link-life';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { dispute, disputeTransition } from '../db/schema/disputes';

/** To filter with: the cases whoever was asked reads by his link, those that are open and those that ended of late. */
export const shownByLinks = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({ id: dispute.id })
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				or(inArray(dispute.status, ACTIVE_STATUSES), exists(stepsOfLate(unit)))
			)
		);

export async function isShownByLinks(unit: Unit<InsideScope>, disputeId: string): Promise<boolean> {
	const shown = shownByLinks(unit).as('shown');
	const rows = await unit.tx.select().from(shown).where(eq(shown.id, disputeId));
	return rows.length > 0;
}

/** The last step of a case that is over is its end. */
const stepsOfLate = ({ tx, now }: Unit<InsideScope>) =>
	tx
		.select({ one: sql`1` })
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, dispute.organisationId),
				eq(disputeTransition.disputeId, dispute.id),
				gt(disputeTransition.at, new Date(now.getTime() - AFTER_CASE_DAYS * DAY_MS))
			)
		);
