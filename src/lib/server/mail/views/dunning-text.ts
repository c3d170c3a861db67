import { askedIn } from '$lib/domain/dunning/decision';
import type { MailFacts } from '../mails';
import { NO_DOOR } from '../sender';
import { speak, type Letter } from './letter';

/** A text message says how much, to whom and where; three ways to say it, from the fullest to the barest. */
export function textVariants(
	facts: MailFacts['dunning-notice'],
	letter: Letter
): [string, string, string] {
	const { words, counted, totals, page } = speak(letter);
	const late = facts.items.filter(
		({ state, collectible }) => state === 'overdue' && collectible.minor > 0n
	);
	const soon = facts.items.filter(
		({ state, collectible }) => state === 'due_soon' && collectible.minor > 0n
	);
	const items = late.length ? late : soon;
	const inputs = {
		sender: letter.sender.name,
		amount: totals([...askedIn(facts)], facts.items[0]?.open.currency),
		number: items[0]?.number ?? ''
	};
	const { door } = letter.to;
	const where = door === NO_DOOR ? letter.sender.phone || letter.sender.email : page('');
	const said = counted(late.length ? 'sms_overdue' : 'sms_soon', items.length, inputs);
	return [
		`${said} ${words('sms_dispute')} ${where}`,
		`${said} ${where}`,
		`${words('sms_bare', inputs)} ${where}`
	];
}
