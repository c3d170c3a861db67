import { uuidv7 } from 'uuidv7';
import type { Tone } from '$lib/domain/dunning/scenario';
import { refuseWords } from '$lib/domain/dunning/refuse-words';
import type { TemplateContent } from '$lib/domain/dunning/template';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { previewFacts } from './preview-template';
import { templateByKey, versionsOf } from './queries';
import { withTone, type TypedWords } from './save-draft';

interface AskedTrial {
	key: string;
	tone: Tone;
	language: Language;
	customer: string;
	/** As they stand in the editor, saved or not; the last saved ones when left out. */
	typed?: TypedWords | undefined;
}

/**
 * What is being written, by mail to whoever asks and nobody else; it says it is a trial and has no link.
 * @throws customer_without_open_invoices when the customer named is not found among those who owe;
 * required, invalid_input, tag_unknown when a reader would see what is missing
 */
export async function sendTrial(
	unit: Unit<DeskScope>,
	asked: AskedTrial
): Promise<{ email: string }> {
	const { id } = await templateByKey(unit, asked.key);
	const [last] = await versionsOf(unit, id);
	const content = withTyped(last!.content, asked);
	refuseSpoken(content, asked);
	const { facts, customerName } = await previewFacts(unit, { ...asked, content });
	if (asked.customer && customerName === null)
		throw new AppError('customer_without_open_invoices', {}, 'customer');
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

const withTyped = (content: TemplateContent, { tone, typed }: AskedTrial): TemplateContent =>
	typed ? withTone(content, tone, typed) : content;

/** The words of this tone, or the neutral ones that stand in for them. */
function refuseSpoken(content: TemplateContent, { tone, language }: AskedTrial): void {
	const own = content[language]?.[tone];
	const spoken = own ?? content[language]?.neutral ?? { subject: '', body: '', closing: '' };
	refuseWords(spoken, { language, tone: own ? tone : 'neutral' });
}
