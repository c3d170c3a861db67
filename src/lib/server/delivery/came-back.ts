import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { deliveryById, type Delivery } from './queries';
import { reportDelivery } from './report-delivery';
import { reportsOf } from './delivery-reports';
import { handKey } from './hand-key';
import { returnOf } from './returns';

interface Told {
	deliveryId: string;
	reason: string;
}

/**
 * Somebody read in a mailbox, or on an envelope, that a message came back.
 * @returns the way it had taken, for what is to be done about it
 * @throws not_found, conflict when it never left, was for a device, or is known to have come back
 */
export async function cameBack(
	unit: Unit<InsideScope>,
	{ deliveryId, reason }: Told
): Promise<{ way: Delivery['channel'] }> {
	const row = await deliveryById(unit, deliveryId);
	if (row.status !== 'sent' || row.channel === 'push' || (await returnOf(unit, deliveryId)))
		throw new AppError('conflict');
	await note(unit, row, { kind: 'bounced', detail: reason });
	return { way: row.channel };
}

/**
 * It had not come back after all. An e-mail is put right at its contact, who is written to again; what
 * a provider said stays.
 * @throws not_found, conflict when no person noted that it came back
 */
export async function notBack(
	unit: Unit<InsideScope>,
	{ deliveryId, reason }: Told
): Promise<void> {
	const row = await deliveryById(unit, deliveryId);
	const told = await returnOf(unit, deliveryId);
	if (row.channel === 'email' || !told?.byHand) throw new AppError('conflict');
	await note(unit, row, { kind: 'taken_back', detail: reason });
}

/** Each note of a person has a name of its own: two at the same time write one. */
async function note(
	unit: Unit<InsideScope>,
	row: Delivery,
	said: { kind: 'bounced' | 'taken_back'; detail: string }
): Promise<void> {
	const before = await reportsOf(unit, [row.id]);
	const eventKey = handKey(row.id, before.length);
	if (!(await reportDelivery(unit, row, { ...said, eventKey }))) throw new AppError('conflict');
}
