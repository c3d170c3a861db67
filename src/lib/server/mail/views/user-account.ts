import type { MailFacts } from '../mails';
import { ACCOUNT_PLACE } from '../sender';
import { speak, type Letter, type View } from './letter';

export function userAccount(facts: MailFacts['user-account'], letter: Letter): View {
	const { words, counted, dayLong } = speak(letter);
	const { event, key, by = '', until, left } = facts;
	const house = letter.sender.name;
	const inputs = { house, name: by, day: until ? dayLong(until) : '' };
	const intro =
		left === undefined
			? words(`user_account_intro_${event}`, inputs)
			: counted(`user_account_intro_${event}`, left, inputs);
	return {
		subject: words(`user_account_subject_${event}`, inputs),
		preheader: intro,
		title: words(`user_account_title_${event}`, inputs),
		intro,
		notYou: words(`user_account_not_you_${event}`, inputs),
		primary: {
			label: words(`user_account_open_${event}`),
			href: key ? `${ACCOUNT_PLACE}${key.kind}/${key.id}` : `${letter.sender.origin}/account`
		}
	};
}
