import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { readableAccent } from './accent';
import { compiledMail } from './compile';
import { oneLine } from './escape';
import { withoutAddress } from './inert';
import type { MailFacts, MailName } from './mails';
import { revive } from './revive';
import {
	NO_DOOR,
	SAMPLE_RECIPIENT,
	SAMPLE_SENDER,
	type MailRecipient,
	type MailSender
} from './sender';
import { frameOf } from './views/frame';
import type { View } from './views/letter';
import { viewOf } from './views/view-of';

export interface RenderedMail {
	subject: string;
	html: string;
	text: string;
}

/** Facts → the mail as its recipient reads it. `to.door` is where its buttons lead: a placeholder until it is sent. */
export async function renderMail<M extends MailName>(
	name: M,
	language: Language,
	facts: MailFacts[M],
	sender: MailSender = SAMPLE_SENDER,
	to: MailRecipient = SAMPLE_RECIPIENT
): Promise<RenderedMail> {
	const template = await compiledMail(name, language);
	const view = viewOf(name, revive(facts), { language, sender, to });
	const subject = oneLine(view.subject);
	const isTrial = 'trial' in facts && facts.trial === true;
	const values = {
		...frameOf({ language, sender, to }),
		...view,
		primary: isTrial ? view.primary : buttonOf(view, language, sender),
		subject,
		accent: readableAccent(sender.accent)
	};
	const mail = { subject, html: template.html(values), text: tidy(template.text(values)) };
	return isTrial ? { ...mail, ...withoutDoor(mail, to.door, language) } : mail;
}

/** To look at: the same letter, whose buttons lead nowhere. */
const withoutDoor = (
	{ html, text }: Pick<RenderedMail, 'html' | 'text'>,
	door: string,
	language: Language
) => withoutAddress({ html, text }, door, say('mail_dunning_trial_link', {}, language));

/** Whoever has no link answers the letter; its foot names the telephone. */
function buttonOf(
	{ primary, subject }: View,
	language: Language,
	{ email }: MailSender
): View['primary'] {
	if (!primary.href.startsWith(NO_DOOR)) return primary;
	const href = `mailto:${email}?subject=${encodeURIComponent(oneLine(subject))}`;
	return { label: say('mail_reply_by_mail', {}, language), href };
}

/** What an absent part leaves behind in the text twin. */
const tidy = (text: string): string =>
	text
		.replace(/[ \t]+\n/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim() + '\n';
