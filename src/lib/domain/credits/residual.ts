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

/** Of what was granted a credit note may lack this part: one that forgot the tax lacks less, at every rate. */
const MOST_LACKING = { of: 1n, in: 4n };

/**
 * Accounting may credit a little less than was granted, never more: what is more, nobody signed. Little is also little
 * beside the grant: of a small one the limit of the house might be nearly all.
 */
export function isPostable(granted: Money, postedMinor: bigint, limit: Money): boolean {
	const lackingMinor = granted.minor - postedMinor;
	if (lackingMinor === 0n) return true;
	const isLittle = lackingMinor * MOST_LACKING.in <= granted.minor * MOST_LACKING.of;
	const isAllowed = granted.currency === limit.currency && lackingMinor <= limit.minor;
	return postedMinor > 0n && lackingMinor > 0n && isLittle && isAllowed;
}

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
