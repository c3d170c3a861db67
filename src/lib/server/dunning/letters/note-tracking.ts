import { LONGEST_TRACKING, readTracking } from '$lib/domain/dunning/tracking';
import { record } from '../../audit/record';
import type { SystemScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { letter } from '../../db/schema/letters';
import { letterOf } from '../read-letter';
import { lockLetter, ofLetter } from './letter-rows';

/**
 * The number a provider got for a registered letter, kept as if somebody here had read it on the label.
 * One that stands there stays: it was told before, or a person corrected it.
 */
export async function noteTracking(
	unit: Unit<SystemScope>,
	noticeId: string,
	told: string
): Promise<void> {
	const written = await letterOf(unit, noticeId);
	if (!written) return;
	const { id, customerId, registered, ...row } = await lockLetter(unit, written.id);
	const trackingNumber = readTracking(told).slice(0, LONGEST_TRACKING);
	if (!registered || !trackingNumber || row.trackingNumber) return;
	await unit.tx.update(letter).set({ trackingNumber }).where(ofLetter(unit, id));
	const subject = { kind: 'letter', id, customerId } as const;
	await record(unit, 'letter.tracked', subject, { trackingNumber, before: null });
}
