import type { LocalDate } from '$lib/domain/calendar';
import type { Money } from '$lib/domain/money';
import { formatDayLong, formatTotals } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** One payment of a promise, as it stands today. */
interface Part {
	dueOn: LocalDate;
	standing: string;
	isPast: boolean;
	/** Its last day of grace: no reminder up to and including it. */
	waitedUntil: LocalDate;
	amounts: readonly Money[];
	/** Not paid of it yet. */
	left: readonly Money[];
}

/** In one sentence, which promises nothing about a day that is over. */
export function partWords(part: Part): string {
	const inputs = partInputs(part);
	if (part.standing === 'kept') return m.pledge_part_kept(inputs);
	if (part.standing === 'kept_late') return m.pledge_part_late(inputs);
	if (part.standing === 'broken') return m.pledge_part_missed(inputs);
	if (part.standing === 'withdrawn') return m.pledge_part_withdrawn(inputs);
	const words = part.isPast ? m.pledge_part_checked(inputs) : m.pledge_stops_part(inputs);
	return isBegun(part) ? `${words} ${m.pledge_part_left(inputs)}` : words;
}

export const partInputs = ({ amounts, left, dueOn, waitedUntil }: Part) => ({
	amount: formatTotals(amounts),
	left: formatTotals(left),
	date: formatDayLong(dueOn),
	until: formatDayLong(waitedUntil)
});

/** Some of it was paid, or is contested, since it was promised. */
const isBegun = ({ amounts, left }: Part): boolean =>
	amounts.some(
		({ currency, minor }) => minor !== left.find((one) => one.currency === currency)?.minor
	);

export const isWaited = ({ standing }: Part): boolean => standing === 'open';

/** Nothing came in time, whether it came since or not. */
export const isMissed = ({ standing }: Part): boolean =>
	standing === 'broken' || standing === 'kept_late';
