import { localDateAt } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { letter } from '../../db/schema/letters';
import { notice, type NoticeStatus } from '../../db/schema/notices';
import { recallDelivery } from '../../delivery/give-up-delivery';
import { ofNotice } from '../look-again';
import { lockLetter, ofLetter } from './letter-rows';

/**
 * A provider did not take it, or never answered: a person prints it here instead, and the provider is
 * not asked again. From then on it is a letter like any other, said on the day it was written.
 * @throws not_found, conflict when no provider failed with it
 */
export async function takeLetterBack(unit: Unit<InsideScope>, letterId: string): Promise<void> {
	// Its delivery is locked first, as whoever sends it does.
	await recallDelivery(unit, await noticeOf(unit, letterId));
	const { id, noticeId, customerId, createdAt, status } = await lockLetter(unit, letterId);
	if (!FAILED.has(status)) throw new AppError('conflict');
	await unit.tx
		.update(notice)
		.set({
			status: 'done',
			closedAt: createdAt,
			closedOn: localDateAt(createdAt, unit.scope.timeZone)
		})
		.where(ofNotice(unit, noticeId));
	await record(unit, 'letter.taken_back', { kind: 'letter', id, customerId }, { noticeId, status });
}

const FAILED: ReadonlySet<NoticeStatus> = new Set(['failed', 'unknown']);

async function noticeOf(unit: Unit<InsideScope>, letterId: string): Promise<string> {
	const [row] = await unit.tx
		.select({ noticeId: letter.noticeId })
		.from(letter)
		.where(ofLetter(unit, letterId));
	if (!row) throw new AppError('not_found');
	return row.noticeId;
}
