import { AppError } from '$lib/domain/errors';
import { localDateAt } from '$lib/domain/calendar';
import { isSameAddress } from '$lib/domain/same-address';
import { holderOf } from '../auth/link-queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { isBounced, reachedToday } from './contact-queries';
import { handleMessage } from './handle-message';
import { contactsOf } from './queries';

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
	const asked = await handleMessage(unit, messageId, words);
	const { language, at, customerId, body } = asked;
	const [asker] = await reachedToday(unit, await whoAsked(unit, asked));
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

/** Whoever held the link it was written through; of words that name none, the contact who has their address. */
async function whoAsked(
	unit: Unit<DeskScope>,
	{ linkId, customerId, byEmail }: Awaited<ReturnType<typeof handleMessage>>
): Promise<{ contactId: string | null; name: string; email: string }[]> {
	const holder = linkId && (await holderOf(unit, linkId));
	if (holder) return [holder];
	const found = (await contactsOf(unit, customerId)).find(({ email }) =>
		isSameAddress(email, byEmail)
	);
	return found ? [{ contactId: found.id, name: found.name, email: found.email }] : [];
}
