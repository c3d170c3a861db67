import type { MailFacts } from '../mails';
import { quoteOf, speak, type Letter, type View } from './letter';

const TEAMS = new Set(['sales', 'logistics', 'quality', 'billing', 'accounting']);

export function disputeUpdate(facts: MailFacts['dispute-update'], letter: Letter): View {
	const { words, page } = speak(letter);
	const { reference, event } = facts;
	const intro = introOf(facts, letter);
	const replies = event === 'waiting_customer' || event === 'message';
	return {
		subject: words(`update_subject_${event}`, { reference }),
		preheader: intro,
		title: words(`update_title_${event}`),
		intro,
		quote: quoteOf(words('quote_message'), facts.message),
		primary: { label: words(replies ? 'update_reply' : 'track'), href: page(facts.path) }
	};
}

function introOf(
	{ reference, event, teamKey, answerDueOn }: MailFacts['dispute-update'],
	letter: Letter
): string {
	const { words, dayLong } = speak(letter);
	const day = dayLong(answerDueOn);
	if (event !== 'assigned') return words(`update_intro_${event}`, { reference, day });
	if (!TEAMS.has(teamKey)) return words('update_intro_assigned_nobody', { reference, day });
	return words('update_intro_assigned', { reference, day, team: words(`team_${teamKey}`) });
}
