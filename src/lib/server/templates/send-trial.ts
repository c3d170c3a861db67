import { uuidv7 } from 'uuidv7';
import type { Tone } from '$lib/domain/dunning/scenario';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { previewFacts } from './preview-template';
import { templateByKey, versionsOf } from './queries';

/**
 * What the preview shows, by mail to whoever asks and nobody else; it says it is a trial and has no link.
 * @throws not_found when a customer is named that is not ours
 */
export async function sendTrial(
	unit: Unit<DeskScope>,
	asked: { key: string; tone: Tone; language: Language; customer: string }
): Promise<{ email: string }> {
	const { id } = await templateByKey(unit, asked.key);
	const [last] = await versionsOf(unit, id);
	const { facts, customerName } = await previewFacts(unit, { ...asked, content: last!.content });
	if (asked.customer && customerName === null) throw new AppError('not_found', {}, 'customer');
	const { email, name } = unit.scope.user;
	await putMail(unit, {
		mail: 'dunning-notice',
		onceKey: `template-trial:${uuidv7()}`,
		to: { email, name, language: asked.language },
		facts: { ...facts, trial: true }
	});
	const { tone, language } = asked;
	await record(unit, 'template.tried', { kind: 'template', id }, { tone, language });
	return { email };
}
