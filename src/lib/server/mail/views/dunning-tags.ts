import type { TagValue, TagValues } from '$lib/domain/dunning/fill-template';
import { askedIn } from '$lib/domain/dunning/decision';
import type { Money } from '$lib/domain/money';
import type { MailFacts } from '../mails';
import { dunningItem } from './dunning-item';
import { contestedOf, LISTED, soonOf } from './dunning-sums';
import { inGroups, referenceWords } from './frame';
import { speak, type Letter } from './letter';

type Facts = MailFacts['dunning-notice'];
type Item = Facts['items'][number];

const text = (value: string): TagValue => ({ kind: 'text', text: value });

/** What every tag of the templates stands for in this letter. */
export const dunningTags = (facts: Facts, letter: Letter): TagValues => ({
	customer: text(facts.customerName),
	contact: text(facts.contactName || facts.customerName),
	...sumsOf(facts, letter),
	...listsOf(facts, letter),
	...leaderOf(facts, letter),
	...linksOf(letter),
	...houseOf(facts, letter),
	...collectorOf(facts, letter),
	today: text(facts.on ? speak(letter).day(facts.on) : '')
});

function sumsOf(facts: Facts, letter: Letter) {
	const totals = (amounts: readonly Money[]) =>
		speak(letter).totals(amounts, facts.items[0]?.open.currency);
	return {
		totalOverdue: text(totals(facts.overdue)),
		totalAsked: text(totals([...askedIn(facts)])),
		totalUpcoming: text(totals(soonOf(facts).filter(({ minor }) => minor > 0n))),
		totalDisputed: text(totals(contestedOf(facts))),
		overdueCount: text(String(facts.items.filter(({ state }) => state === 'overdue').length))
	};
}

function listsOf(facts: Facts, letter: Letter) {
	const list = (of: (item: Item) => boolean): TagValue => ({
		kind: 'list',
		lines: linesOf(facts.items.filter(of), letter)
	});
	const references = new Set(facts.items.flatMap(({ disputes }) => disputes));
	return {
		overdueInvoices: list(({ state }) => state === 'overdue'),
		upcomingInvoices: list(({ state }) => state === 'due_soon'),
		disputedInvoices: list(({ disputed }) => disputed.minor > 0n),
		disputes: text([...references].join(', '))
	};
}

/** As long as the table of the letter and no longer: the rest is behind the link. */
function linesOf(items: readonly Item[], letter: Letter): string[] {
	const lines = items.slice(0, LISTED).map((item) => lineOf(item, letter));
	const more = items.length - LISTED;
	return more > 0 ? [...lines, speak(letter).counted('dunning_more', more)] : lines;
}

function lineOf(item: Item, letter: Letter): string {
	const { number, due, amount, note, chased } = dunningItem(item, letter);
	return [number, due, ...(chased ? [amount] : []), note].filter(Boolean).join(' – ');
}

/** The oldest invoice that is asked for, as everywhere. */
function leaderOf(facts: Facts, letter: Letter) {
	const [leader] = facts.items
		.filter(({ collectible, dueOn }) => collectible.minor > 0n && dueOn)
		.sort((a, b) => (a.dueOn! < b.dueOn! ? -1 : 1));
	const said = leader && dunningItem(leader, letter);
	return {
		leader: text(said?.number ?? ''),
		leaderDue: text(said?.due ?? ''),
		leaderLateness: text(said?.lateness ?? '')
	};
}

function linksOf(letter: Letter) {
	const { words, page } = speak(letter);
	const link = (label: string, path: string): TagValue => ({
		kind: 'link',
		label: words(label),
		href: page(path)
	});
	return {
		accountLink: link('dunning_view', ''),
		disputeLink: link('dunning_dispute', '/disputes/new'),
		payLink: link('dunning_pay', '/pay')
	};
}

/** Whom to ask for; where nobody looks after the account by name, the company. */
const collectorOf = ({ collector }: Facts, { sender }: Letter) => ({
	collector: text(collector?.name || sender.name),
	collectorEmail: text(collector?.email || sender.email)
});

function houseOf({ customerCode }: Facts, letter: Letter) {
	const { sender } = letter;
	return {
		iban: text(inGroups(sender.iban)),
		bic: text(sender.bic),
		reference: text(referenceWords(letter, customerCode)),
		creditor: text(sender.name),
		phone: text(sender.phone.replaceAll(' ', '\u00a0')),
		email: text(sender.email)
	};
}
