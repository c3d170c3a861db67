import { APPROVER_ACTS } from '$lib/domain/disputes/approval-request';
import { alone } from '$lib/i18n/alone';
import { say } from '$lib/i18n/words';
import type { MailFacts } from '../mails';
import { factRows, quoteOf, speak, type Letter, type View } from './letter';
import { reasonIn } from './reason';

type Facts = MailFacts['approval-request'];

/** The buttons lead to the case, signed in, with the choice made: a mail can be forwarded, a signature cannot. */
export function approvalRequest(facts: Facts, letter: Letter): View {
	const { words, money } = speak(letter);
	const { reference, customerName: customer, askedBy: name, level, levels } = facts;
	const inputs = { reference, customer, name, amount: money(facts.amount) };
	const [first, ...others] = APPROVER_ACTS.map((act) => ({
		label: words(`approval_${act}`),
		href: `${letter.sender.origin}/disputes/${reference}?approval=${act}#approval`
	}));
	return {
		// Whoever may sign two levels has two mails: their subjects tell them apart.
		subject:
			levels > 1
				? words('approval_subject_level', { ...inputs, level, levels })
				: words('approval_subject', inputs),
		preheader: words(`approval_intro_${facts.kind}`, inputs),
		title: words('approval_title', inputs),
		greeting: words('greeting_name', { name: facts.signerName }),
		intro: introOf(facts, letter, inputs),
		facts: factsOf(facts, letter),
		quotes: quotesOf(facts, letter),
		how: words('approval_how'),
		primary: first!,
		others
	};
}

function introOf(facts: Facts, letter: Letter, inputs: Record<string, string>): string {
	const { words } = speak(letter);
	const asked = words(`approval_intro_${facts.kind}`, inputs);
	if (!facts.standsInFor) return asked;
	return `${words('approval_stand_in', { name: facts.standsInFor })} ${asked}`;
}

function factsOf(facts: Facts, letter: Letter) {
	const { words, money, dayLong } = speak(letter);
	const { level, levels, verdict, outcome } = facts;
	const { language } = letter;
	return factRows([
		[words('fact_reference'), facts.reference],
		[words('fact_customer'), facts.customerName],
		[words('fact_invoices'), facts.invoices.join(', ')],
		[words('fact_reason'), reasonIn(facts, language)],
		[words('fact_disputed'), money(facts.claimed)],
		[words('fact_verdict'), verdict ? alone(say(`desk_verdict_${verdict}`, {}, language)) : ''],
		[words('fact_outcome'), outcome ? say(`desk_outcome_${outcome}`, {}, language) : ''],
		[words('fact_to_sign'), money(facts.amount)],
		[words('fact_asked'), facts.asked ? money(facts.asked) : ''],
		[words('fact_offer_until'), facts.validUntil ? dayLong(facts.validUntil) : ''],
		[words('fact_level'), levels > 1 ? words('approval_level', { level, levels }) : ''],
		...facts.signed.map(
			({ by, words: note }) =>
				[
					words('fact_signed'),
					note ? words('approval_signed_note', { name: by, note }) : by
				] as const
		)
	]);
}

function quotesOf({ reply, answer, text }: Facts, letter: Letter) {
	const { words } = speak(letter);
	return [
		reply && quoteOf(words('approval_quote_reply', { name: reply.by }), reply.words),
		answer && quoteOf(words('approval_quote_answer', { name: answer.by }), answer.words),
		quoteOf(words('approval_quote_text'), text)
	].filter((quote) => quote !== null && quote !== undefined);
}
