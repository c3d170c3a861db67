import type { Language } from '$lib/i18n/language';
import { readableAccent } from './accent';
import { compiledMail } from './compile';
import { oneLine } from './escape';
import type { MailFacts, MailName } from './mails';
import { revive } from './revive';
import { SAMPLE_RECIPIENT, SAMPLE_SENDER, type MailRecipient, type MailSender } from './sender';
import { frameOf } from './views/frame';
import { viewOf } from './views/view-of';

export interface RenderedMail {
	subject: string;
	html: string;
	text: string;
}

/** Facts → the mail as its recipient reads it. `to.door` is where its buttons lead: a placeholder until it is sent. */
export async function renderMail<M extends MailName>(
	mail: M,
	language: Language,
	facts: MailFacts[M],
	sender: MailSender = SAMPLE_SENDER,
	to: MailRecipient = SAMPLE_RECIPIENT
): Promise<RenderedMail> {
	const template = await compiledMail(mail, language);
	const view = viewOf(mail, revive(facts), { language, sender, to });
	const subject = oneLine(view.subject);
	const values = {
		...frameOf({ language, sender, to }),
		...view,
		subject,
		accent: readableAccent(sender.accent)
	};
	return { subject, html: template.html(values), text: tidy(template.text(values)) };
}

/** What an absent part leaves behind in the text twin. */
const tidy = (text: string): string =>
	text
		.replace(/[ \t]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim() + '\n';
