import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { InsideScope } from '../../auth/scope';
import { customerById } from '../../customers/queries';
import type { Unit } from '../../db/client';
import { cameBack, notBack } from '../../delivery/came-back';
import { notePosted } from '../../delivery/note-posted';
import { isWrittenAgain, lockLetter } from './letter-rows';

interface Told {
	letterId: string;
	reason: string;
}

/**
 * The post brought it back: it reached nobody, as the steps after it must know.
 * @throws not_found, reason_required, conflict when it was not posted or came back already
 */
export async function letterCameBack(
	unit: Unit<InsideScope>,
	{ letterId, reason }: Told
): Promise<void> {
	if (!reason) throw new AppError('reason_required', {}, 'back');
	const row = await lockLetter(unit, letterId);
	await cameBack(unit, { deliveryId: await sentDelivery(unit, row), reason });
	const { id, customerId } = row;
	await record(unit, 'letter.came_back', { kind: 'letter', id, customerId }, { reason });
}

/**
 * Noted by mistake. What is said of a letter that was written again stays.
 * @throws not_found, conflict when nobody noted it, or it was written again since
 */
export async function letterNotBack(
	unit: Unit<InsideScope>,
	{ letterId, reason }: Told
): Promise<void> {
	const row = await lockLetter(unit, letterId);
	if (isWrittenAgain(row)) throw new AppError('conflict');
	await notBack(unit, { deliveryId: await sentDelivery(unit, row), reason });
	const { id, customerId } = row;
	await record(unit, 'letter.not_back', { kind: 'letter', id, customerId }, { reason });
}

async function sentDelivery(
	unit: Unit<InsideScope>,
	{ noticeId, customerId, postedOn, status }: Awaited<ReturnType<typeof lockLetter>>
): Promise<string> {
	if (!postedOn || (status !== 'done' && status !== 'sent')) throw new AppError('conflict');
	const { name: toName, language } = await customerById(unit, customerId);
	return notePosted(unit, { noticeId, customerId, toName, language, postedOn });
}
