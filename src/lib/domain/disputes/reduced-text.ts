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
 * any more is never the only one he reads; beside the new one ("of 500 € we credit 300 €"), or in words nobody changed,
 * somebody has to say that it fits.
 */
export function wrongReducedText(reduced: ReducedText): ErrorCode | null {
	const { currency, beforeMinor, toMinor, text, before, isConfirmed } = reduced;
	if (!text.trim()) return 'required';
	const named = amountsInText(text, currency);
	const isOld = beforeMinor.some((minor) => minor !== toMinor && named.has(minor));
	if (isOld && !named.has(toMinor)) return 'text_names_old';
	if (isConfirmed) return null;
	return isOld || isSame(text, before) ? 'text_not_confirmed' : null;
}

const isSame = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (text: string): string => text.replace(/\s+/g, ' ').trim();
