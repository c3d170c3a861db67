import { localDate } from '$lib/domain/calendar';
import { formatMoney } from '$lib/i18n/format';
import { leftWords } from '$lib/i18n/left-words';
import { say } from '$lib/i18n/words';
import { reasonIn } from './reason';
import type { MailFacts } from '../mails';
import { lineText } from './line-text';
import { factRows, invoicesRow, speak, type Letter, type View } from './letter';

/** Before mails said when the rest is due, they did not say what day it was either: they name no day. */
const NO_DAY = localDate('1970-01-01');

export function disputeReceived(facts: MailFacts['dispute-received'], letter: Letter): View {
	const { words, money, dayLong, page } = speak(letter);
	const { reference } = facts;
	const day = dayLong(facts.answerDueOn);
	const as = facts.follows ? '_follows' : '';
	const given = { reference, day, other: facts.follows?.reference ?? '' };
	const paused = words('received_paused', { amount: money(facts.disputed) });
	const { stillDue, dueOn = null, days, promised = { ...stillDue, minor: 0n } } = facts;
	const rest = leftWords(
		{ stillDue, dueOn, days, promised },
		facts.today ?? NO_DAY,
		letter.language
	);
	return {
		subject: words(`received_subject${as}`, given),
		preheader: paused,
		title: words(`received_title${as}`, given),
		intro: words(`received_intro${as}`, given),
		paused: [paused, rest, ...besideIn(facts, letter), settledIn(facts, letter)]
			.filter(Boolean)
			.join(' '),
		facts: factRows([
			[words('fact_reference'), reference],
			invoicesRow(facts.invoices, letter),
			[words('fact_reason'), reasonIn(facts, letter.language)],
			...(facts.lines ?? []).map(
				(line) => [words('fact_line'), lineText(line, letter.language)] as const
			),
			[words('fact_disputed'), money(facts.disputed)],
			[words('fact_answer_due'), day]
		]),
		primary: { label: words('track'), href: page(facts.path) }
	};
}

/** As on the page of the case. */
function settledIn({ follows }: MailFacts['dispute-received'], { language }: Letter): string {
	if (!follows?.settled) return '';
	const amount = formatMoney(follows.settled, language);
	return say('follow_settled_before', { amount, reference: follows.reference }, language);
}

/** The rest is smaller by it: whoever adds up finds the whole invoice. */
const besideIn = ({ beside = [] }: MailFacts['dispute-received'], { language }: Letter): string[] =>
	beside.map(({ number, amount }) =>
		say('portal_case_beside', { number, amount: formatMoney(amount, language) }, language)
	);
