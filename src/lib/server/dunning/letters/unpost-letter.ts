import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { letter } from '../../db/schema/letters';
import { returnsOf } from '../../delivery/returns';
import { lockLetter, ofLetter } from './letter-rows';

/**
 * Noted by mistake: it has not left. Nothing is computed from the day of posting, so a mistake is
 * corrected whenever it is seen; what the post itself confirmed is not taken back.
 * @throws not_found, conflict when it is not posted, a provider posted it or it came back; letter_proved
 */
export async function unpostLetter(unit: Unit<InsideScope>, letterId: string): Promise<void> {
	const { id, noticeId, postedOn, postedBy, proofId, customerId, status } = await lockLetter(
		unit,
		letterId
	);
	if (!postedOn || status !== 'done') throw new AppError('conflict');
	// What the post brought back had left.
	if ((await returnsOf(unit, [noticeId])).size > 0) throw new AppError('conflict');
	if (proofId) throw new AppError('letter_proved');
	await unit.tx.update(letter).set({ postedOn: null, postedBy: null }).where(ofLetter(unit, id));
	await record(
		unit,
		'letter.unposted',
		{ kind: 'letter', id, customerId },
		{ on: postedOn, by: postedBy }
	);
}
