import { leftWords } from '$lib/i18n/left-words';
import { quietWhileOpen } from '$lib/i18n/quiet-words';
import { outcomeWords } from '$lib/i18n/verdict-words';
import { say } from '$lib/i18n/words';
import type { MailFacts } from '../mails';
import { greetedIn } from './frame';
import { factRows, invoicesRow, quoteOf, speak, type Letter, type View } from './letter';
import { stopOf } from './stop';

type Facts = MailFacts['dispute-decided'];

export function disputeDecided(facts: Facts, letter: Letter): View {
	const { words, money, page } = speak(letter);
	const { reference, verdict, accepted } = facts;
	const amounts = { claimed: money(facts.claimed), accepted: money(accepted) };
	const said = saidOf(facts);
	const intro = [
		words(`decided_intro_${introKey(facts)}`, amounts),
		followsFrom(facts, letter),
		besides(facts, letter)
	]
		.filter(Boolean)
		.join(' ');
	return {
		...greetedIn(facts.explanation),
		subject: words(`decided_subject_${said}`, { reference, amount: amounts.accepted }),
		preheader: intro,
		title: words(`decided_title_${said === 'goodwill' ? said : verdict}`),
		intro,
		facts: factRows([
			[words('fact_reference'), reference],
			invoicesRow(facts.invoices, letter),
			[words('fact_disputed'), amounts.claimed],
			[
				words(isGesture(facts) ? 'fact_goodwill' : 'fact_accepted'),
				accepted.minor > 0n ? amounts.accepted : ''
			],
			[words('fact_due_again'), facts.dueAgain ? money(facts.dueAgain) : '']
		]),
		quote: quoteOf(words('quote_our_explanation'), facts.explanation),
		next: nextOf(facts, letter),
		stop: stopOf(facts, letter),
		primary: { label: words('decided_see'), href: page(facts.path) }
	};
}

/** What is to be paid, by when, and until when nobody reminds of it: in the words of the page. */
function nextOf(facts: Facts, letter: Letter): string {
	const { language } = letter;
	const { left, dueAgain } = facts;
	const settled = isSettled(facts);
	return [
		left ? leftWords(left, left.today, language) : '',
		dueAgain || !settled ? quietWhileOpen(language) : '',
		speak(letter).words(settled ? 'decided_next_invalid' : 'decided_next_accepted')
	]
		.filter(Boolean)
		.join(' ');
}

const isGesture = ({ outcome }: Facts): boolean => outcome === 'goodwill';
/** Nothing is done any more: neither sent nor credited. */
const isSettled = ({ outcome, verdict }: Facts): boolean =>
	outcome ? outcome === 'information' || outcome === 'no_action' : verdict === 'invalid';

/** A refusal with a gesture is announced as a gesture, and what credits nothing without an amount. */
function saidOf(facts: Facts): string {
	const { verdict, accepted } = facts;
	if (verdict === 'invalid') return isGesture(facts) ? 'goodwill' : 'invalid';
	return accepted.minor > 0n ? verdict : `${verdict}_plain`;
}

/** The amount of a gesture stands in its own sentence. */
function introKey(facts: Facts): string {
	const { verdict, accepted } = facts;
	if (verdict === 'invalid') return saidOf(facts);
	return accepted.minor > 0n && !isGesture(facts) ? verdict : `${verdict}_plain`;
}

const followsFrom = ({ verdict, outcome, accepted }: Facts, { language }: Letter): string =>
	outcome ? outcomeWords({ verdict, outcome, accepted }, language) : '';

/** A case that was opened again may give twice: neither sum is taken for the other. */
const besides = ({ accepted, creditedBefore }: Facts, letter: Letter): string =>
	creditedBefore && accepted.minor > 0n
		? say(
				'follow_credited_before',
				{ amount: speak(letter).money(creditedBefore) },
				letter.language
			)
		: '';
