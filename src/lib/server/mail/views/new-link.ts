import type { MailFacts } from '../mails';
import { speak, type Letter, type View } from './letter';

export function newLink(facts: MailFacts['new-link'], letter: Letter): View {
	const { words, page } = speak(letter);
	const sender = letter.sender.name;
	const key = facts.oldEnded ? 'new_link_intro_replaced' : 'new_link_intro';
	const intro = words(key, { customer: facts.customerName, sender });
	return {
		subject: words('new_link_subject', { sender }),
		preheader: intro,
		title: words('new_link_title'),
		intro,
		notYou: words(facts.oldEnded ? 'new_link_closed_not_you' : 'new_link_not_you'),
		primary: { label: words('new_link_open'), href: page('') }
	};
}
