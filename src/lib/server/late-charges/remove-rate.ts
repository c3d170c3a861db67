import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lateRate } from '../db/schema/late-charges';

/** As if it had never been agreed: claims already made keep their sums. */
export async function removeRate(unit: Unit<InsideScope>, rateId: string): Promise<void> {
	const removed = await unit.tx
		.update(lateRate)
		.set({ removedAt: unit.now, removedBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(lateRate.organisationId, unit.scope.organisationId),
				eq(lateRate.id, rateId),
				isNull(lateRate.removedAt)
			)
		)
		.returning({ fromOn: lateRate.fromOn, kind: lateRate.kind });
	if (!removed[0]) throw new AppError('not_found');
	await record(unit, 'late_rate.removed', { kind: 'late_rate', id: rateId }, removed[0]);
}
