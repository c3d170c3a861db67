import { minorMax } from '../money';

/** What somebody decided about the interest or the fixed sum of one invoice. */
export interface ChargeDecision {
	readonly id: string;
	readonly decision: 'claimed' | 'waived' | 'void';
	readonly amountMinor: bigint;
	/** The claim a `void` withdraws. */
	readonly chargeId: string | null;
}

export interface ChargeStanding {
	accruedMinor: bigint;
	/** Claimed and not withdrawn: due beside the invoice. */
	claimedMinor: bigint;
	waivedMinor: bigint;
	/** Accrued and not yet decided: what may be claimed or waived now. */
	undecidedMinor: bigint;
	/** Claimed or waived beyond what has accrued, as when an older payment is found: a claim to void. */
	excessMinor: bigint;
}

/** A claim made void may be claimed again; what was waived may not. */
export function standingOf(
	accruedMinor: bigint,
	decisions: readonly ChargeDecision[]
): ChargeStanding {
	const withdrawn = voidedIds(decisions);
	const sum = (kind: ChargeDecision['decision']): bigint =>
		decisions
			.filter(({ id, decision }) => decision === kind && !withdrawn.has(id))
			.reduce((total, { amountMinor }) => total + amountMinor, 0n);
	const [claimedMinor, waivedMinor] = [sum('claimed'), sum('waived')];
	const rest = accruedMinor - claimedMinor - waivedMinor;
	return {
		accruedMinor,
		claimedMinor,
		waivedMinor,
		undecidedMinor: minorMax(0n, rest),
		excessMinor: minorMax(0n, -rest)
	};
}

export const voidedIds = (decisions: readonly ChargeDecision[]): ReadonlySet<string> =>
	new Set(
		decisions.flatMap(({ decision, chargeId }) =>
			decision === 'void' && chargeId ? [chargeId] : []
		)
	);
