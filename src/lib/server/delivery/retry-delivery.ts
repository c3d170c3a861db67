import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { lockOpenDelivery } from './lock-deliveries';
import { tellNotice } from './notice-hook';
import { wakeDelivery } from './wake';

/** A person decides that it leaves (again), even though it may have arrived. A notice is looked at once more first. */
export async function retryDelivery(unit: Unit<InsideScope>, deliveryId: string): Promise<void> {
	const row = await lockOpenDelivery(unit, deliveryId);
	if (row.status === 'planned') throw new AppError('conflict');
	await unit.tx
		.update(delivery)
		.set({ status: 'planned', attempts: 0, firstAttemptAt: null, nextAttemptAt: unit.now })
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.id, deliveryId))
		);
	await tellNotice(unit, row.noticeId, 'planned');
	await record(
		unit,
		'delivery.retried',
		{ kind: 'delivery', id: deliveryId, customerId: row.customerId },
		{ mail: row.mail, was: row.status }
	);
	unit.afterCommit(wakeDelivery);
}
