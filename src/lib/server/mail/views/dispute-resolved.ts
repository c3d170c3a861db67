import { localDate } from '$lib/domain/calendar';
import { leftWords, restingWords } from '$lib/i18n/left-words';
import { quietOnceClosed } from '$lib/i18n/quiet-words';
import type { MailFacts } from '../mails';
import { NO_DOOR } from '../sender';
import { bankOf } from './frame';
import { factRows, invoicesRow, speak, type Letter, type View } from './letter';
import { stopOf } from './stop';

/** Letters from before said neither when the rest is due nor what day it was. */
const NO_DAY = localDate('1970-01-01');

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
			invoicesRow(facts.invoices, letter),
			[words('fact_accepted'), facts.accepted.minor > 0n ? money(facts.accepted) : ''],
			[words('fact_credit_note'), facts.creditNote],
			[words('fact_still_due'), stillDueIn(facts, letter)]
		]),
		bank: bankOf(letter, facts.customerCode),
		stop: stopOf(facts, letter),
		// Two questions, on a page: an address alone answers nothing. Whoever has no link is not asked.
		others: letter.to.door.startsWith(NO_DOOR)
			? []
			: [...payOf(facts, letter), ...surveyOf(facts, letter)],
		primary: { label: words('resolved_see'), href: page(facts.path) }
	};
}

function payOf({ stillDue, payPath }: MailFacts['dispute-resolved'], letter: Letter) {
	if (!payPath || stillDue.minor <= 0n) return [];
	const { words, money, page } = speak(letter);
	return [{ label: words('dunning_pay_amount', { amount: money(stillDue) }), href: page(payPath) }];
}

function surveyOf({ rated, path }: MailFacts['dispute-resolved'], letter: Letter) {
	if (rated) return [];
	const { words, page } = speak(letter);
	return [{ label: words('resolved_survey'), href: page(`${path}/satisfaction`) }];
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

/** As on the page of the case. */
function restOf(facts: MailFacts['dispute-resolved'], letter: Letter): string {
	const { stillDue, quietUntil } = facts;
	const left = leftWords(leftIn(facts), facts.today ?? NO_DAY, letter.language);
	if (stillDue.minor > 0n) return `${left} ${quietOnceClosed(quietUntil, letter.language)}`;
	return left || speak(letter).words('resolved_nothing');
}

/** Nothing is to be paid now, and yet something is open: no sum of nought says that. */
function stillDueIn(facts: MailFacts['dispute-resolved'], letter: Letter): string {
	const isOpen = restingWords(leftIn(facts), letter.language).length > 0;
	return facts.stillDue.minor <= 0n && isOpen ? '' : speak(letter).money(facts.stillDue);
}

const leftIn = ({
	stillDue,
	dueOn = null,
	days,
	promised,
	...resting
}: MailFacts['dispute-resolved']) => ({
	...{ stillDue, dueOn, days, promised: promised ?? { ...stillDue, minor: 0n } },
	...{ elsewhere: resting.elsewhere, held: resting.held }
});
