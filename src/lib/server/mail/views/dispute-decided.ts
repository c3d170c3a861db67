import type { MailFacts } from '../mails';
import { factRows, quoteOf, speak, type Letter, type View } from './letter';
import { stopOf } from './stop';

export function disputeDecided(facts: MailFacts['dispute-decided'], letter: Letter): View {
	const { words, money, dayLong, page } = speak(letter);
	const { reference, verdict } = facts;
	const amounts = { claimed: money(facts.claimed), accepted: money(facts.accepted) };
	const intro = words(`decided_intro_${verdict}`, amounts);
	return {
		subject: words(`decided_subject_${verdict}`, { reference, amount: amounts.accepted }),
		preheader: intro,
		title: words(`decided_title_${verdict}`),
		intro,
		facts: factRows([
			[words('fact_reference'), reference],
			[words('fact_disputed'), amounts.claimed],
			[words('fact_accepted'), amounts.accepted],
			[words('fact_due_again'), facts.dueAgain ? money(facts.dueAgain) : ''],
			[words('fact_reminders_from'), facts.remindersFrom ? dayLong(facts.remindersFrom) : '']
		]),
		quote: quoteOf(words('quote_our_explanation'), facts.explanation),
		next: words(verdict === 'invalid' ? 'decided_next_invalid' : 'decided_next_accepted'),
		stop: stopOf(facts, letter),
		primary: { label: words('decided_see'), href: page(facts.path) }
	};
}
