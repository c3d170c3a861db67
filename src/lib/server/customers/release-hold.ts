import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { hold } from '../db/schema/customers';

/** The reminders go on from the next run; the file says who let them and why. */
export async function releaseHold(
	unit: Unit<InsideScope>,
	holdId: string,
	reason: string
): Promise<void> {
	if (!reason.trim()) throw new AppError('explanation_required', {}, 'releaseReason');
	const [released] = await unit.tx
		.update(hold)
		.set({ releasedAt: unit.now, releasedBy: actorOf(unit.scope).name })
		.where(
			and(
				eq(hold.organisationId, unit.scope.organisationId),
				eq(hold.id, holdId),
				isNull(hold.releasedAt)
			)
		)
		.returning();
	if (!released) throw new AppError('not_found');
	await record(
		unit,
		'customer.hold_released',
		{ kind: 'customer', id: released.customerId, customerId: released.customerId },
		{ holdId, kind: released.kind, reason: reason.trim() }
	);
}
