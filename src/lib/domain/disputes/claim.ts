/** What is wrong with an amount claimed of an invoice of which `freeMinor` is contested by nobody yet. */
export function claimProblem(
	claimedMinor: bigint,
	freeMinor: bigint
): 'amount_not_positive' | 'amount_above_open' | null {
	if (claimedMinor <= 0n) return 'amount_not_positive';
	return claimedMinor > freeMinor ? 'amount_above_open' : null;
}
