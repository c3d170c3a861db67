import type { LocalDate } from '$lib/domain/calendar';
import type { MailFacts } from '../mails';
import { greetedIn } from './frame';
import { factRows, invoicesRow, quoteOf, speak, type Letter, type View } from './letter';

/** Where the button leads, by what happened. */
const BUTTON: Record<MailFacts['account-update']['event'], string> = {
	promise_received: 'account_promise',
	promise_asked: 'account_promise',
	promise_approved: 'account_promise',
	promise_refused: 'account_promise_again',
	claim_received: 'account_claim',
	claim_received_some: 'account_claim',
	claim_again: 'account_claim',
	claim_found: 'account_view',
	claim_not_found: 'account_pay',
	copy_sent: 'account_copy',
	copies_sent: 'account_view',
	question_answered: 'account_view'
};

export function accountUpdate(facts: MailFacts['account-update'], letter: Letter): View {
	const { words, totals, money, page } = speak(letter);
	const { event } = facts;
	const inputs = {
		amount: totals(facts.amounts),
		...daysOf(facts, letter),
		numbers: facts.numbers ?? '',
		resting: restingOf(facts, letter),
		creditor: letter.sender.name
	};
	const isOwn = event === 'promise_received' || event === 'promise_asked';
	// Said again, the copy leaves again, but reminders do not rest longer.
	const rests = event.startsWith('cop') && facts.on ? [words('account_copy_rests', inputs)] : [];
	const told = `account_intro_${event}${wordsFor(facts, isOwn)}`;
	const parts = (facts.parts ?? []).map((part) =>
		words('account_part', { amount: totals(part.amounts), ...daysOf(part, letter) })
	);
	const intro = [
		...(isOwn ? [...standsAs(facts).map((key) => words(key, inputs)), ...parts] : []),
		words(told, inputs),
		...(isOwn ? [] : parts),
		...rests,
		...(facts.due ? [words('account_claim_due', { amount: money(facts.due) })] : [])
	].join(' ');
	return {
		...greetedIn(isOwn || facts.sent ? '' : facts.text),
		subject: words(`account_subject_${event}`, inputs),
		preheader: intro,
		title: words(`account_title_${event}`, inputs),
		intro,
		about: sentIn(facts, letter) ?? askedIn(facts, letter) ?? questionIn(facts, letter),
		quote: quoteOf(words(quoteNameOf(facts, isOwn)), facts.text),
		primary: { label: words(BUTTON[event]), href: page(facts.path) }
	};
}

/** What he wanted to know, above the answer. */
function questionIn({ question }: MailFacts['account-update'], letter: Letter) {
	const { words } = speak(letter);
	return question ? { facts: factRows([[words('fact_your_question'), question]]) } : undefined;
}

/** A plan is told as one; a refusal without a day that would do says that somebody decides again. */
function wordsFor(facts: MailFacts['account-update'], isOwn: boolean): string {
	const { event, parts, on } = facts;
	if (event === 'promise_refused' && !on) return '_decided';
	if (event === 'claim_received' && restsWhole(facts)) return '_whole';
	return parts && !isOwn ? '_parts' : '';
}

/** The sum was said already. */
const restsWhole = ({ rests = [], amounts }: MailFacts['account-update']): boolean =>
	rests.length === 1 && amounts.length === 1 && rests[0]!.amount.minor === amounts[0]!.minor;

/** His own words are called his. */
function quoteNameOf({ sent }: MailFacts['account-update'], isOwn: boolean): string {
	if (isOwn) return 'account_quote_promise';
	return sent ? 'account_quote_claim' : 'quote_message';
}

/** What he reported, to read again. */
function sentIn({ sent }: MailFacts['account-update'], letter: Letter) {
	const { words, day } = speak(letter);
	return (
		sent && {
			facts: factRows([
				[words('fact_paid_on'), day(sent.paidOn)],
				[words('fact_transfer_reference'), sent.reference],
				[words('fact_files'), sent.files.join(', ')]
			])
		}
	);
}

/** What is refused: he may have proposed several. */
function askedIn({ asked }: MailFacts['account-update'], letter: Letter) {
	const { words, totals, dayLong } = speak(letter);
	const said = asked?.parts.map(({ amounts, on }) =>
		words('account_asked', { amount: totals(amounts), date: dayLong(on) })
	);
	return (
		said && {
			facts: factRows([
				invoicesRow(asked?.invoices, letter),
				[words('fact_promise_asked'), said.join(' · ')]
			])
		}
	);
}

/** Written before its last day was told, a promise stops at its own day at least. */
function daysOf({ on, until = on }: { on?: LocalDate; until?: LocalDate }, letter: Letter) {
	const { dayLong } = speak(letter);
	return { date: on ? dayLong(on) : '', until: until ? dayLong(until) : '' };
}

/** Before what he sent: whether it is accepted, and what stops. Nothing where it was written before that was told. */
function standsAs({ event, on, parts }: MailFacts['account-update']): string[] {
	if (event === 'promise_asked') return ['account_stands_asked'];
	if (!on) return [];
	return [parts ? 'account_stands_accepted_parts' : 'account_stands_accepted'];
}

/** The invoices that rest, with how much of each; written before parts were told, their numbers. */
function restingOf(
	{ rests, resting, numbers }: MailFacts['account-update'],
	letter: Letter
): string {
	const { words, money } = speak(letter);
	if (!rests || rests.length === 0) return resting || (numbers ?? '');
	return rests
		.map(({ number, amount }) => words('account_claim_rests', { number, amount: money(amount) }))
		.join(' · ');
}
