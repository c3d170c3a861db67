import type { MailFacts } from '../mails';
import { speak, type Letter } from './letter';

type Item = MailFacts['dunning-notice']['items'][number];

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
		item.collectible.minor > 0n ? [partsLeftOut(item, letter)] : whyNotChased(item, letter);
	const { quiet, state } = item;
	if (quiet && state !== 'held') parts.push(words('dunning_item_quiet', { amount: money(quiet) }));
	return parts.filter(Boolean).join(' · ');
}

/** Beside what is asked for: what is contested of it and what was promised. */
function partsLeftOut({ collectible, disputed, promised, disputes }: Item, letter: Letter): string {
	const { words, money } = speak(letter);
	const facts = {
		due: money(collectible),
		amount: money(disputed.minor > 0n ? disputed : (promised ?? disputed)),
		promised: money(promised ?? disputed),
		reference: disputes.join(', ')
	};
	if (disputed.minor > 0n && promised) return words('dunning_item_disputed_and_promised', facts);
	if (disputed.minor > 0n) return words('dunning_item_partly_disputed', facts);
	return promised ? words('dunning_item_partly_promised', facts) : '';
}

function whyNotChased(item: Item, letter: Letter): string[] {
	const { words, money } = speak(letter);
	const { open, disputed, promised, state } = item;
	const why = [];
	if (disputed.minor > 0n || state === 'disputed')
		why.push(
			words('dunning_item_disputed', {
				amount: money(disputed.minor > 0n ? disputed : open),
				reference: item.disputes.join(', ')
			})
		);
	if (state === 'promised')
		why.push(words('dunning_item_promised', { amount: money(promised ?? open) }));
	if (state === 'held' && why.length === 0)
		why.push(words('dunning_item_held', { amount: money(open) }));
	return why;
}
