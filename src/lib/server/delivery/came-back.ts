import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { deliveryById, type Delivery } from './queries';
import { reportDelivery } from './report-delivery';

/**
 * Somebody read in a mailbox, or on an envelope, that a message came back.
 * @returns the way it had taken, for what is to be done about it
 * @throws not_found, conflict when it never left or is known to have come back
 */
export async function cameBack(
	unit: Unit<InsideScope>,
	{ deliveryId, reason }: { deliveryId: string; reason: string }
): Promise<{ way: Delivery['channel'] }> {
	const row = await deliveryById(unit, deliveryId);
	if (row.status !== 'sent') throw new AppError('conflict');
	const eventKey = `staff:${deliveryId}`;
	if (!(await reportDelivery(unit, row, { kind: 'bounced', eventKey, detail: reason })))
		throw new AppError('conflict');
	return { way: row.channel };
}
