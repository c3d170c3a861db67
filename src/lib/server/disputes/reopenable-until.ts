import { and, desc, eq } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { lastDayToReopen } from '$lib/domain/disputes/reopening';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeTransition } from '../db/schema/disputes';
import { organisationOf } from '../settings/queries';
import type { DisputeRow } from './lock-dispute';

/** The last day on which a closed case goes on where it is; null: it is not closed, any day will do. */
export async function reopenableUntil(
	unit: Unit<InsideScope>,
	{ id, status }: Pick<DisputeRow, 'id' | 'status'>
): Promise<LocalDate | null> {
	if (!isClosed(status)) return null;
	const [last] = await unit.tx
		.select({ on: disputeTransition.on })
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, unit.scope.organisationId),
				eq(disputeTransition.disputeId, id)
			)
		)
		.orderBy(desc(disputeTransition.at), desc(disputeTransition.id))
		.limit(1);
	const { reopenDays: days } = await organisationOf(unit);
	return last ? lastDayToReopen({ closedOn: last.on, days }) : null;
}
