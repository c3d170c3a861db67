import type { ReportSaid } from '$lib/domain/dunning/said-once';
import type { MailFacts } from '../mails';
import { speak, type Letter, type View } from './letter';

type Item = MailFacts['dunning-notice']['items'][number];
type Button = View['primary'];

/** A line of the table: what is asked for, or why nothing is. */
export function dunningItem(item: Item, letter: Letter) {
	const { money, day, page, words } = speak(letter);
	const chased = item.collectible.minor > 0n;
	return {
		number: item.number,
		href: page(item.path),
		due: item.dueOn ? day(item.dueOn) : words('dunning_no_due_date'),
		lateness: chased ? latenessOf(item, letter) : '',
		late: chased && item.state === 'overdue',
		amount: chased ? money(item.collectible) : '–',
		note: noteOf(item, letter),
		chased,
		quiet: !chased
	};
}

/** Of several invoices each has its own way to be contested: one button for all would cost a tap more. */
export const contestOf = (item: Item, letter: Letter): Button[] =>
	item.collectible.minor > 0n
		? [
				{
					label: speak(letter).words('dunning_dispute_item', { number: item.number }),
					href: speak(letter).page(`/disputes/new?invoice=${item.path.split('/').at(-1)}`)
				}
			]
		: [];

function latenessOf({ daysLate }: Item, letter: Letter): string {
	const { words, counted } = speak(letter);
	if (daysLate === null) return '';
	if (daysLate > 0) return counted('dunning_late', daysLate, { days: daysLate });
	if (daysLate === 0) return words('dunning_due_today');
	return daysLate === -1
		? words('dunning_due_tomorrow')
		: words('dunning_due_in', { days: -daysLate });
}

function noteOf(item: Item, letter: Letter): string {
	const { words, money } = speak(letter);
	const parts =
		item.collectible.minor > 0n
			? [partsLeftOut(item, letter), ...decidedOf(item, letter), ...reportedOf(item, letter)]
			: whyNotChased(item, letter);
	const { quiet } = item;
	if (quiet && isToldQuiet(item)) parts.push(words('dunning_item_quiet', { amount: money(quiet) }));
	return parts.filter(Boolean).join(' · ');
}

/** Held as a whole for another reason, the quiet days of a part explain nothing. */
const isToldQuiet = ({ quiet, state, ...item }: Item): boolean =>
	state !== 'held' || quiet?.minor === undisputedRest(item);

/** Open, and neither contested nor promised nor said to be paid. */
const undisputedRest = ({
	open,
	disputed,
	promised,
	held
}: Pick<Item, 'open' | 'disputed' | 'promised' | 'held'>): bigint =>
	open.minor - disputed.minor - (promised?.minor ?? 0n) - (held?.minor ?? 0n);

/** Without what a decision made payable again or accepted: that is said apart, in the words of the account page. */
const contestedIn = ({ disputed, refused, accepted }: Item): Item['disputed'] => ({
	...disputed,
	minor: disputed.minor - (refused?.amount.minor ?? 0n) - (accepted?.amount.minor ?? 0n)
});

/** Cases somebody has still to decide: of one that is decided the decision is said. What is contested is never nameless. */
function undecidedOf({ disputes, refused, accepted }: Item): string {
	const decided = new Set([refused, accepted].flatMap((part) => part?.disputes ?? []));
	const open = disputes.filter((reference) => !decided.has(reference));
	return (open.length > 0 ? open : disputes).join(', ');
}

function decidedOf({ refused, accepted }: Item, letter: Letter): string[] {
	const { words, money } = speak(letter);
	const facts = ({ amount, disputes }: Decided) => ({
		amount: money(amount),
		reference: disputes.join(', ')
	});
	return [
		...(accepted ? [words('dunning_item_accepted', facts(accepted))] : []),
		...(refused ? [words('dunning_item_refused', facts(refused))] : [])
	];
}

type Decided = NonNullable<Item['refused']>;

/** Who paid and is asked again shall not pay twice. */
function reportedOf({ reported, held }: Item, letter: Letter): string[] {
	const { words, money, day } = speak(letter);
	if (!reported || held) return [];
	const reports: Report[] = [reported].flat();
	return reports.map(({ amount, on, numbers = [] }) => {
		const said = { amount: money(amount), date: day(on), numbers: numbers.join(', ') };
		return words(numbers.length ? 'dunning_item_reported_of' : 'dunning_item_reported', said);
	});
}

type Report = Pick<ReportSaid, 'amount' | 'on'> & Partial<ReportSaid>;

/** Beside what is asked for: what is contested of it, what was promised and what is said to be paid. */
function partsLeftOut(item: Item, letter: Letter): string {
	const { held, collectible } = item;
	const { words, money } = speak(letter);
	const others = contestedOrPromised(item, letter);
	if (!held) return others;
	const amounts = { due: money(collectible), amount: money(held) };
	return others
		? [others, words('dunning_item_said_paid', amounts)].join(' · ')
		: words('dunning_item_partly_said_paid', amounts);
}

function contestedOrPromised(item: Item, letter: Letter): string {
	const { words, money } = speak(letter);
	const { collectible, promised } = item;
	const disputed = contestedIn(item);
	const facts = {
		due: money(collectible),
		amount: money(disputed.minor > 0n ? disputed : (promised ?? disputed)),
		promised: money(promised ?? disputed),
		reference: undecidedOf(item)
	};
	if (disputed.minor > 0n && promised) return words('dunning_item_disputed_and_promised', facts);
	if (disputed.minor > 0n) return words('dunning_item_partly_disputed', facts);
	return promised ? words('dunning_item_partly_promised', facts) : '';
}

function whyNotChased(item: Item, letter: Letter): string[] {
	const { words, money } = speak(letter);
	const { open, promised, held, quiet, refused, accepted, state } = item;
	const contested = contestedIn(item);
	const why = [];
	if (contested.minor > 0n || (state === 'disputed' && !refused && !accepted))
		why.push(
			words('dunning_item_disputed', {
				amount: money(contested.minor > 0n ? contested : open),
				reference: undecidedOf(item)
			})
		);
	why.push(...decidedOf(item, letter));
	if (promised || state === 'promised')
		why.push(words('dunning_item_promised', { amount: money(promised ?? open) }));
	if (held) why.push(words('dunning_item_said_paid', { amount: money(held) }));
	if (state === 'held' && why.length === 0 && !(quiet && isToldQuiet(item)))
		why.push(words('dunning_item_held', { amount: money(open) }));
	return why;
}
