/** What becomes of an invoice that the file marks as disputed: a case, or the reason why there is none. */
export const FLAG_FATES = ['opens', 'settled', 'in_dispute', 'closed'] as const;
export type FlagFate = (typeof FLAG_FATES)[number];
export type FlagCounts = Record<FlagFate, number>;

interface FlaggedFacts {
	/** Something of it is left to pay. */
	isDue: boolean;
	/** A case about it is open, whoever opened it. */
	isDisputed: boolean;
	/** The flag has opened a case before. */
	hasOpened: boolean;
}

/** A flag that lingers in the other system never opens a second case, nor reopens a closed one. */
export function fateOf({ isDue, isDisputed, hasOpened }: FlaggedFacts): FlagFate {
	if (!isDue) return 'settled';
	if (isDisputed) return 'in_dispute';
	return hasOpened ? 'closed' : 'opens';
}

export function countFates(fates: Iterable<FlagFate>): FlagCounts {
	const counts: FlagCounts = { opens: 0, settled: 0, in_dispute: 0, closed: 0 };
	for (const fate of fates) counts[fate]++;
	return counts;
}
