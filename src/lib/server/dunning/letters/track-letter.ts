import { readTracking } from '$lib/domain/dunning/tracking';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { letter } from '../../db/schema/letters';
import type { NoticeStatus } from '../../db/schema/notices';
import { lockLetter, ofLetter } from './letter-rows';

/**
 * The number the post gave a registered letter; an empty one takes it away.
 * @throws not_found, letter_not_registered, conflict when it was withheld or is still with a provider
 */
export async function trackLetter(
	unit: Unit<InsideScope>,
	{ letterId, trackingNumber: typed }: { letterId: string; trackingNumber: string }
): Promise<void> {
	const { id, customerId, ...row } = await lockLetter(unit, letterId);
	if (!row.registered) throw new AppError('letter_not_registered');
	if (!LEAVES.has(row.status)) throw new AppError('conflict');
	const trackingNumber = readTracking(typed) || null;
	if (trackingNumber === row.trackingNumber) return;
	await unit.tx.update(letter).set({ trackingNumber }).where(ofLetter(unit, id));
	await record(
		unit,
		'letter.tracked',
		{ kind: 'letter', id, customerId },
		{ trackingNumber, before: row.trackingNumber }
	);
}

/** Posted by us, or by a provider; what may have left has no number yet. */
const LEAVES: ReadonlySet<NoticeStatus> = new Set(['done', 'sent']);
