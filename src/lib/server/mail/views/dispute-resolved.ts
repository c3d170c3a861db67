import type { MailFacts } from '../mails';
import { factRows, speak, type Letter, type View } from './letter';

export function disputeResolved(facts: MailFacts['dispute-resolved'], letter: Letter): View {
	const { words, money, page } = speak(letter);
	const { reference } = facts;
	const rest = restOf(facts, letter);
	return {
		subject: words('resolved_subject', { reference }),
		preheader: rest,
		title: words('resolved_title'),
		intro: introOf(facts, letter),
		rest,
		owes: facts.stillDue.minor > 0n,
		facts: factRows([
			[words('fact_reference'), reference],
			[words('fact_accepted'), facts.accepted.minor > 0n ? money(facts.accepted) : ''],
			[words('fact_credit_note'), facts.creditNote],
			[words('fact_still_due'), money(facts.stillDue)]
		]),
		primary: { label: words('resolved_see'), href: page(facts.path) }
	};
}

function introOf(
	{ reference, accepted, creditNote }: MailFacts['dispute-resolved'],
	letter: Letter
): string {
	const { words, money } = speak(letter);
	if (accepted.minor <= 0n) return words('resolved_intro_plain', { reference });
	if (!creditNote) return words('resolved_intro_accepted', { amount: money(accepted) });
	return words('resolved_intro_credit', { number: creditNote, amount: money(accepted) });
}

function restOf({ stillDue, quietUntil }: MailFacts['dispute-resolved'], letter: Letter): string {
	const { words, money, dayLong } = speak(letter);
	if (stillDue.minor <= 0n) return words('resolved_nothing');
	return words('resolved_rest', { amount: money(stillDue), day: dayLong(quietUntil) });
}
