import { minorMin } from '$lib/domain/money';

export type ClaimProblem = 'amount_not_positive' | 'amount_above_open' | 'lines_above_open';

/** What is wrong with an amount claimed of an invoice of which `freeMinor` is contested by nobody yet. */
export function claimProblem(
	claimedMinor: bigint,
	freeMinor: bigint
): 'amount_not_positive' | 'amount_above_open' | null {
	if (claimedMinor <= 0n) return 'amount_not_positive';
	return claimedMinor > freeMinor ? 'amount_above_open' : null;
}

/** What one item of a case asks of its invoice, tax included. */
export interface Wish {
	minor: bigint;
	/** Somebody wrote this very amount: it is refused when it is too much, never cut. */
	typed: boolean;
}
export type Share = { claimedMinor: bigint } | { problem: ClaimProblem; leftMinor: bigint };

/**
 * What the items of one case claim of one invoice, in their order: together never more than is free of it.
 * An amount worked out from quantities or prices is cut to what is left: part of the line is paid already.
 */
export function sharesOf(freeMinor: bigint, wishes: readonly Wish[]): Share[] {
	let leftMinor = freeMinor;
	return wishes.map((wish) => {
		const share = shareOf(wish, leftMinor);
		if ('claimedMinor' in share) leftMinor -= share.claimedMinor;
		return share;
	});
}

function shareOf({ minor, typed }: Wish, leftMinor: bigint): Share {
	if (!typed && minor > 0n && leftMinor === 0n) return { problem: 'lines_above_open', leftMinor };
	const claimedMinor = typed ? minor : minorMin(minor, leftMinor);
	const problem = claimProblem(claimedMinor, leftMinor);
	return problem ? { problem, leftMinor } : { claimedMinor };
}
