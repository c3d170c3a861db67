import { AppError } from '$lib/domain/errors';
import { localDateAt } from '$lib/domain/calendar';
import { holderOf } from '../auth/link-queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { isBounced, reachedToday } from './contact-queries';
import { handleMessage } from './handle-message';

/**
 * What a colleague answers leaves by mail to whoever asked, in the language he asked in, and stays with his question.
 * @throws message_required, not_found, conflict, asker_gone, asker_bounced
 */
export async function answerMessage(
	unit: Unit<DeskScope>,
	messageId: string,
	words: string
): Promise<void> {
	if (!words) throw new AppError('message_required', {}, `answer-${messageId}`);
	const { linkId, language, at, customerId, body } = await handleMessage(unit, messageId, words);
	const known = linkId && (await holderOf(unit, linkId));
	const [asker] = known ? await reachedToday(unit, [known]) : [];
	if (!asker) throw new AppError('asker_gone', {}, `answer-${messageId}`);
	const { name, email, contactId } = asker;
	if (contactId && (await isBounced(unit, contactId)))
		throw new AppError('asker_bounced', { email }, `answer-${messageId}`);
	await putMail(unit, {
		mail: 'account-update',
		onceKey: `account-update:answer:${messageId}`,
		...{ to: { name, email, language }, customerId, link: { kind: 'portal', contactId } },
		facts: {
			...{ event: 'question_answered', path: '', amounts: [], text: words, question: body },
			on: localDateAt(at, unit.scope.timeZone)
		}
	});
}
