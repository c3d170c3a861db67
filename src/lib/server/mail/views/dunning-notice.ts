import { askedIn } from '$lib/domain/dunning/decision';
import type { Money } from '$lib/domain/money';
import type { MailFacts } from '../mails';
import { dunningButtons, hasDoor } from './dunning-buttons';
import { contestOf, dunningItem } from './dunning-item';
import { contestedOf, LISTED, soonOf } from './dunning-sums';
import { ownWords } from './dunning-words';
import { bankOf, contactLine } from './frame';
import { speak, type Letter, type View } from './letter';
import { transferCode } from './transfer-code';

type Facts = MailFacts['dunning-notice'];

export function dunningNotice(facts: Facts, letter: Letter): View {
	return facts.copy && facts.copy.contactId === null
		? forColleague(facts, facts.copy, letter)
		: noticeView(facts, letter);
}

/** The same message as its customer got it; the links lead to the desk. */
function forColleague(
	facts: Facts,
	{ customerCode = '' }: NonNullable<Facts['copy']>,
	letter: Letter
): View {
	const { words } = speak(letter);
	const { origin } = letter.sender;
	const inside = { ...letter, to: { ...letter.to, door: origin } };
	const view = noticeView(facts, inside);
	return {
		...view,
		subject: words('dunning_copy_subject', { subject: view.subject }),
		greeting: words('dunning_copy_intro', {
			customer: facts.customerName,
			name: facts.contactName
		}),
		primary: {
			label: words('dunning_copy_open'),
			href: `${origin}/customers/${encodeURIComponent(customerCode)}`
		},
		items: listed(facts).map((item) => ({ ...dunningItem(item, inside), contests: [] })),
		others: [],
		wrongPerson: null
	};
}

const listed = ({ items }: Facts) => items.slice(0, LISTED);

function noticeView(facts: Facts, letter: Letter): View {
	const { words, counted, money } = speak(letter);
	const about = subjectMatter(facts, letter);
	const more = facts.items.length - LISTED;
	return {
		preheader: words('dunning_preheader'),
		contactLine: contactLine(letter, facts.collector),
		title: saidOf('title', about, letter),
		...saidIn(facts, letter),
		trial: facts.trial ? words('dunning_trial') : '',
		items: listed(facts).map((item) => ({
			...dunningItem(item, letter),
			contests: facts.items.length > 1 && hasDoor(facts, letter) ? contestOf(item, letter) : []
		})),
		more: more > 0 ? counted('dunning_more', more) : '',
		totals: totalsOf(facts, letter),
		credits: (facts.credit ?? [])
			.filter(({ minor }) => minor > 0n)
			.map((amount) => ({ credit: words('dunning_credit', { amount: money(amount) }) })),
		bank: bankWithCode(facts, letter),
		...dunningButtons(facts, letter)
	};
}

/** Where to pay, and the square code that fills in the transfer. */
function bankWithCode(facts: Facts, letter: Letter) {
	const bank = bankOf(letter, facts.customerCode);
	return bank && { ...bank, transfer: transferCode(facts, letter) };
}

/** The words around the list: those of the organisation, else those that come with the product. */
function saidIn(facts: Facts, letter: Letter) {
	const own = ownWords(facts, letter);
	const { subject, greeting, intro } = productWords(facts, letter);
	const said = own?.subject || subject;
	return {
		subject: facts.trial ? speak(letter).words('dunning_trial_subject', { subject: said }) : said,
		greeting: own ? '' : greeting,
		intro: own ? '' : intro,
		opening: own?.opening ?? [],
		ending: own?.ending ?? []
	};
}

/** What is said when no template of the organisation says something else. */
export function productWords(facts: Facts, letter: Letter) {
	const about = subjectMatter(facts, letter);
	return {
		subject: subjectOf(facts, about, letter),
		greeting: greetingOf(facts, letter),
		intro: introOf(facts, about, letter)
	};
}

const greetingOf = ({ contactName: name }: Facts, letter: Letter): string =>
	name ? speak(letter).words('greeting_name', { name }) : speak(letter).words('greeting');

/** What the letter is about: what is overdue; before any due date, what falls due soon. */
interface Matter {
	kind: 'overdue' | 'soon' | 'statement';
	count: number;
	inputs: { count: number; number: string; amount: string; customer: string; sender: string };
}

function subjectMatter(facts: Facts, letter: Letter): Matter {
	const chased = (state: string) =>
		facts.items.filter((item) => item.state === state && item.collectible.minor > 0n);
	const overdue = chased('overdue');
	const soon = chased('due_soon');
	const kind = overdue.length ? 'overdue' : soon.length ? 'soon' : 'statement';
	const items = overdue.length ? overdue : soon;
	const amount = speak(letter).totals([...askedIn(facts)], facts.items[0]?.open.currency);
	const inputs = {
		count: items.length,
		number: items[0]?.number ?? '',
		amount,
		customer: facts.customerName,
		sender: letter.sender.name
	};
	return { kind, count: items.length, inputs };
}

function subjectOf(facts: Facts, about: Matter, letter: Letter): string {
	const subject = saidOf('subject', about, letter);
	if (about.kind !== 'overdue' || facts.tone === 'courtesy') return subject;
	// With the subject of the courteous mail before it, it would look like the same one sent twice.
	return facts.tone === 'formal'
		? speak(letter).words('dunning_subject_formal', { subject })
		: speak(letter).counted('dunning_subject_again', about.count, about.inputs);
}

function saidOf(what: string, { kind, count, inputs }: Matter, letter: Letter): string {
	const { words, counted } = speak(letter);
	return kind === 'statement'
		? words(`dunning_${what}_statement`, inputs)
		: counted(`dunning_${what}_${kind}`, count, inputs);
}

const introOf = (facts: Facts, about: Matter, letter: Letter): string =>
	about.kind === 'overdue'
		? speak(letter).counted(`dunning_intro_${facts.tone}`, about.count, about.inputs)
		: saidOf('intro', about, letter);

/** One line per total and currency; what is disputed is named, never added. */
function totalsOf(facts: Facts, letter: Letter) {
	const { words, money } = speak(letter);
	const rows = (label: string, amounts: readonly Money[], strong: boolean) =>
		amounts
			.filter(({ minor }) => minor > 0n)
			.map((amount) => ({ label, amount: money(amount), strong, quiet: !strong }));
	const overdue = facts.overdue.some(({ minor }) => minor > 0n);
	return [
		...rows(words('dunning_total_overdue'), facts.overdue, true),
		...rows(words('dunning_total_soon'), soonOf(facts), !overdue),
		...rows(words('dunning_total_disputed'), contestedOf(facts), false),
		...rows(words('dunning_total_refused'), facts.refused ?? [], false),
		...rows(words('dunning_total_accepted'), facts.accepted ?? [], false)
	];
}
