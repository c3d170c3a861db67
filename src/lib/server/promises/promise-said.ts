import { totals, type Money } from '$lib/domain/money';
import type { MadePart } from './plan-queries';

/** What he was shown, and what was written beside it. */
export const wordsOf = ({ row: { shownText, note } }: MadePart): string =>
	[shownText, note].filter(Boolean).join('\n\n');

export const promisedIn = (parts: readonly MadePart[]): Money[] =>
	totals(
		parts
			.flatMap(({ items }) => items)
			.map(({ amountMinor: minor, currency }) => ({ minor, currency }))
	);
