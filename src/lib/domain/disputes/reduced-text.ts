import type { ErrorCode } from '$lib/domain/errors';
import { amountsInText } from './amounts-in-text';

export interface ReducedText {
	readonly currency: string;
	/** What was to be given before, by whoever asked and each who reduced it. */
	readonly beforeMinor: readonly bigint[];
	readonly toMinor: bigint;
	/** What the customer would have read, and what he reads now. */
	readonly before: string;
	readonly text: string;
	/** Whoever reduces it read the words beside the new amount, and says that they fit. */
	readonly isConfirmed: boolean;
}

/**
 * Why words cannot go to the customer with less than they were written for; null: they can. An amount that is not given
 * any more is never the only one he reads; beside the new one ("of 500 € we credit 300 €"), where a number may stand for
 * it ("lot 12 500 €"), or in words nobody changed, somebody has to say that it fits.
 */
export function wrongReducedText(reduced: ReducedText): ErrorCode | null {
	const { currency, beforeMinor, toMinor, text, before, isConfirmed } = reduced;
	if (!text.trim()) return 'required';
	const { sure, possible } = amountsInText(text, currency);
	const old = beforeMinor.filter((minor) => minor !== toMinor);
	if (old.some((minor) => sure.has(minor)) && !possible.has(toMinor)) return 'text_names_old';
	if (isConfirmed) return null;
	const isOld = old.some((minor) => possible.has(minor));
	return isOld || isSame(text, before) ? 'text_not_confirmed' : null;
}

const isSame = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (text: string): string => text.replace(/\s+/g, ' ').trim();
