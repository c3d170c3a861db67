import { APPROVER_ACTS } from '$lib/domain/disputes/approval-request';
import { alone } from '$lib/i18n/alone';
import { say } from '$lib/i18n/words';
import type { MailFacts } from '../mails';
import { factRows, quoteOf, speak, type Letter, type View } from './letter';
import { reasonIn } from './reason';

type Facts = MailFacts['approval-request'];

/** The buttons lead to the case, signed in, with the choice made: a mail can be forwarded, a signature cannot. */
export function approvalRequest(facts: Facts, letter: Letter): View {
	const { words, money, dayLong } = speak(letter);
	const { reference, customerName: customer, askedBy: name } = facts;
	const { again, dueOn } = facts;
	const inputs = {
		...{ reference, customer, amount: money(facts.amount), name: again?.insteadOf ?? name },
		...{ asker: name, day: dueOn ? dayLong(dueOn) : '' }
	};
	const isForHead = Boolean(again?.insteadOf);
	const [first, ...others] = APPROVER_ACTS.map((act) => ({
		label: words(`approval_${act}`),
		href: `${letter.sender.origin}/disputes/${reference}?approval=${act}#approval`
	}));
	return {
		subject: subjectOf(facts, letter, inputs),
		preheader: introOf(facts, letter, inputs),
		title: words(isForHead ? 'approval_again_title_head' : 'approval_title', inputs),
		greeting: words('greeting_name', { name: facts.signerName }),
		intro: introOf(facts, letter, inputs),
		facts: factsOf(facts, letter),
		quotes: quotesOf(facts, letter),
		how: words(isForHead ? 'approval_again_how_head' : 'approval_how'),
		...(isForHead
			? { primary: { label: words('staff_open'), href: pageOf(facts, letter) }, others: [] }
			: { primary: first!, others })
	};
}

const pageOf = ({ reference }: Facts, { sender }: Letter): string =>
	`${sender.origin}/disputes/${reference}#approval`;

/** Whoever may sign two levels has two mails: their subjects tell them apart. */
function subjectOf(facts: Facts, letter: Letter, inputs: Record<string, string>): string {
	const { words } = speak(letter);
	const { again, level, levels } = facts;
	if (again) return words(`approval_again_subject_${kindOf(again)}`, inputs);
	return levels > 1
		? words('approval_subject_level', { ...inputs, level, levels })
		: words('approval_subject', inputs);
}

const kindOf = ({ kind, insteadOf }: NonNullable<Facts['again']>) => (insteadOf ? 'head' : kind);

function introOf(facts: Facts, letter: Letter, inputs: Record<string, string>): string {
	const { words } = speak(letter);
	const { again, kind, standsInFor } = facts;
	return [
		standsInFor && words('approval_stand_in', { name: standsInFor }),
		again && words(`approval_again_intro_${kindOf(again)}`, inputs),
		!again?.insteadOf && words(`approval_intro_${kind}`, inputs)
	]
		.filter(Boolean)
		.join(' ');
}

function factsOf(facts: Facts, letter: Letter) {
	const { words, counted, money, dayLong } = speak(letter);
	const { level, levels, verdict, outcome, dueOn, again } = facts;
	const amount = money(facts.amount);
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
		[words('fact_due'), dueOn ? words('by_day', { day: dayLong(dueOn) }) : ''],
		[
			words('fact_blocked'),
			again ? counted('resolver_blocked', again.blockedDays, { amount }) : ''
		],
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

function quotesOf({ reply, question, answer, text }: Facts, letter: Letter) {
	const { words } = speak(letter);
	return [
		question &&
			quoteOf(
				words(question.isOwn ? 'approval_quote_question_own' : 'approval_quote_question', {
					name: question.by
				}),
				question.words
			),
		reply &&
			quoteOf(
				question && !question.isOwn
					? words('approval_quote_reply_to', { name: reply.by, asker: question.by })
					: words('approval_quote_reply', { name: reply.by }),
				reply.words
			),
		answer && quoteOf(words('approval_quote_answer', { name: answer.by }), answer.words),
		quoteOf(words('approval_quote_text'), text)
	].filter((quote) => quote !== null && quote !== undefined);
}
