import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { deliveryById } from './queries';
import { reportDelivery } from './report-delivery';

/**
 * Somebody read in a mailbox, or on an envelope, that a message came back.
 * @throws not_found, conflict when it never left or is known to have come back
 */
export async function cameBack(
	unit: Unit<InsideScope>,
	{ deliveryId, reason }: { deliveryId: string; reason: string }
): Promise<void> {
	const row = await deliveryById(unit, deliveryId);
	if (row.status !== 'sent') throw new AppError('conflict');
	const eventKey = `staff:${deliveryId}`;
	if (!(await reportDelivery(unit, row, { kind: 'bounced', eventKey, detail: reason })))
		throw new AppError('conflict');
}
