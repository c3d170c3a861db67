import { and, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import type { Delivery } from './queries';

/** The mail somebody answers, once his secret proved which it is; null when it is not there any more. */
export async function mailAnswered(
	unit: Unit<InsideScope>,
	deliveryId: string
): Promise<Delivery | null> {
	const [row] = await unit.tx
		.select()
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				eq(delivery.id, deliveryId),
				eq(delivery.channel, 'email')
			)
		);
	return row ?? null;
}
