import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { lockOpenDelivery } from './lock-deliveries';
import { tellNotice } from './notice-hook';
import type { Delivery } from './queries';

/** A person decides that it does not leave any more. */
export async function giveUpDelivery(unit: Unit<InsideScope>, deliveryId: string): Promise<void> {
	const { noticeId } = await giveUp(unit, deliveryId);
	await tellNotice(unit, noticeId, 'cancelled');
}

/**
 * The last message of a notice is not sent by a provider any more; what becomes of the notice is for
 * whoever asks to say. One that was given up before stays so.
 * @throws conflict when there is none that failed or that nobody knows about
 */
export async function recallDelivery(unit: Unit<InsideScope>, noticeId: string): Promise<void> {
	const [last] = await unit.tx
		.select({ id: delivery.id, status: delivery.status })
		.from(delivery)
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.noticeId, noticeId))
		)
		.orderBy(desc(delivery.id))
		.limit(1);
	if (last?.status === 'cancelled') return;
	if (!last || !['failed', 'unknown'].includes(last.status)) throw new AppError('conflict');
	await giveUp(unit, last.id);
}

async function giveUp(unit: Unit<InsideScope>, deliveryId: string): Promise<Delivery> {
	const row = await lockOpenDelivery(unit, deliveryId);
	await unit.tx
		.update(delivery)
		.set({ status: 'cancelled' })
		.where(
			and(eq(delivery.organisationId, unit.scope.organisationId), eq(delivery.id, deliveryId))
		);
	await record(
		unit,
		'delivery.given_up',
		{ kind: 'delivery', id: deliveryId, customerId: row.customerId },
		{ mail: row.mail, was: row.status }
	);
	return row;
}
