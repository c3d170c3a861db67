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
	const reference = item.disputes.join(', ');
	const due = money(item.collectible);
	if (item.disputed.minor > 0n && item.collectible.minor > 0n)
		return words('dunning_item_partly_disputed', { due, amount: money(item.disputed), reference });
	if (item.disputed.minor > 0n || item.state === 'disputed')
		return words('dunning_item_disputed', {
			amount: money(item.disputed.minor > 0n ? item.disputed : item.open),
			reference
		});
	if (item.state === 'promised' || item.state === 'held')
		return words(`dunning_item_${item.state}`, { amount: money(item.open) });
	return '';
}
