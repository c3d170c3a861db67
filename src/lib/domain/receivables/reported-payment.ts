/** What is known of a payment somebody says he made. */
export interface Reported {
	/** What was found at the bank; null until somebody looked. */
	readonly verdict: 'found' | 'not_found' | null;
	/** Something rests today because he said so. */
	readonly rests: boolean;
	/** Something ever did: said again, nothing rests a second time. */
	readonly hasRested: boolean;
	/** Payments that became known since cover it. */
	readonly isBooked: boolean;
	/** Something of its invoices is still open. */
	readonly isOpen: boolean;
	/** Of it, minor units. */
	readonly bookedMinor: bigint;
	/** More of it was booked once. */
	readonly isTakenBack: boolean;
	/** Some of what is not booked is asked for: neither contested nor promised nor resting. */
	readonly isAsked: boolean;
}

/**
 * How it stands, told in one way wherever it is told. Found, and asked for all the same: `returned` was booked
 * and is no longer, `part_booked` not to the full amount, `unbooked` not at all. `checking` was said again,
 * `sought` nobody has found before its pause was over.
 */
export type ReportedState =
	| 'booked'
	| 'settled'
	| 'found'
	| 'part_booked'
	| 'unbooked'
	| 'returned'
	| 'resting'
	| 'checking'
	| 'sought'
	| 'not_found';

export function reportedState(reported: Reported): ReportedState {
	const { verdict, rests, hasRested, isBooked, isOpen, isAsked } = reported;
	if (isBooked) return 'booked';
	if (!isOpen) return 'settled';
	if (verdict === 'found') return rests || !isAsked ? 'found' : notBooked(reported);
	if (rests) return 'resting';
	if (verdict === 'not_found') return 'not_found';
	return hasRested ? 'sought' : 'checking';
}

function notBooked({ bookedMinor, isTakenBack }: Reported): ReportedState {
	if (bookedMinor > 0n) return 'part_booked';
	return isTakenBack ? 'returned' : 'unbooked';
}

const MISSING: ReadonlySet<ReportedState> = new Set([
	...(['part_booked', 'unbooked', 'returned', 'sought', 'not_found'] as const)
]);

/** It did not come, or did not stay: what of its invoices is asked for holds it. */
export const isMissing = (reported: Reported): boolean => MISSING.has(reportedState(reported));
