import { and, eq } from 'drizzle-orm';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { tellNotice } from './notice-hook';
import { openDelivery } from './queries';

/** A person decides that it does not leave any more. */
export async function giveUpDelivery(unit: Unit<InsideScope>, deliveryId: string): Promise<void> {
	const row = await openDelivery(unit, deliveryId);
	await unit.tx
		.update(delivery)
		.set({ status: 'cancelled' })
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.id, deliveryId))
		);
	await tellNotice(unit, row.noticeId, 'cancelled');
	await record(
		unit,
		'delivery.given_up',
		{ kind: 'delivery', id: deliveryId, customerId: row.customerId },
		{ mail: row.mail, was: row.status }
	);
}
