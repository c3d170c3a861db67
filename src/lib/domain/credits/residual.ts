import type { Money } from '$lib/domain/money';
import type { OpenParts } from '$lib/domain/receivables/open-items';

/** Why little is left after a credit note. */
export const RESIDUAL_REASONS = ['rounding', 'tax', 'small_rest'] as const;
export type ResidualReason = (typeof RESIDUAL_REASONS)[number];

/**
 * What happens to what a credit note leaves on an invoice: nothing is left; something else suspends it and it is let
 * alone; it is little enough for somebody to write it off; it goes back to its scenario.
 */
export const RESIDUAL_FATES = ['settled', 'suspended', 'small', 'chased'] as const;
export type ResidualFate = (typeof RESIDUAL_FATES)[number];

/**
 * Only the whole rest of an invoice, all of it asked for, is ever written off: what somebody contests, promised or said to
 * have paid is not given up because it is little. The limit says nothing of another currency; none gives nothing up.
 */
export function residualFate(
	{ disputedMinor, promisedMinor, heldMinor, dueMinor }: OpenParts,
	{ currency, limit }: { currency: string; limit: Money }
): ResidualFate {
	const openMinor = disputedMinor + promisedMinor + heldMinor + dueMinor;
	if (openMinor === 0n) return 'settled';
	if (dueMinor === 0n) return 'suspended';
	const isWhole = dueMinor === openMinor;
	return isWhole && currency === limit.currency && openMinor <= limit.minor ? 'small' : 'chased';
}

/** Accounting may credit a little less than was granted, never more: what is more, nobody signed. */
export const isPostable = (granted: Money, postedMinor: bigint, limit: Money): boolean =>
	postedMinor === granted.minor ||
	(postedMinor > 0n &&
		postedMinor < granted.minor &&
		granted.currency === limit.currency &&
		granted.minor - postedMinor <= limit.minor);

/** The parts of a credit note of so much: what it lacks is taken from the last ones. */
export function shortened<P extends { readonly amountMinor: bigint }>(
	parts: readonly P[],
	totalMinor: bigint
): P[] {
	let left = totalMinor;
	return parts.map((part) => {
		const amountMinor = part.amountMinor < left ? part.amountMinor : left;
		left -= amountMinor;
		return { ...part, amountMinor };
	});
}
