import { localDate } from '../calendar';
import { money } from '../money';
import type { LateLaw } from './law';

/** Points above the official dealing rate (SI 2002/1675, art. 4). */
const POINTS_ABOVE_BANK_RATE = 800;

/**
 * Bank Rate of the Bank of England, in basis points, in force on the 30 June or 31 December before
 * the half-year named: that of the day on which interest begins holds for the whole debt. Until 2024
 * as in the table of payontime.co.uk; 4.25 % and 3.75 % by the decisions of 8 May and 18 December
 * 2025, the latter still in force on 30 June 2026 (held on 18 June).
 */
const BANK_RATE_BEFORE: readonly (readonly [string, number])[] = [
	['2022-01-01', 25],
	['2022-07-01', 125],
	['2023-01-01', 350],
	['2023-07-01', 500],
	['2024-01-01', 525],
	['2024-07-01', 525],
	['2025-01-01', 475],
	['2025-07-01', 425],
	['2026-01-01', 375],
	['2026-07-01', 375]
];

const pounds = (fromMinor: bigint, minor: bigint) => ({ fromMinor, fee: money(minor, 'GBP') });

/** Late Payment of Commercial Debts (Interest) Act 1998; its section 5A has the fixed sums, in pounds. */
export const BRITISH_LAW: LateLaw = {
	code: 'gb',
	rates: BANK_RATE_BEFORE.map(([fromOn, basisPoints]) => ({
		fromOn: localDate(fromOn),
		basisPoints: basisPoints + POINTS_ABOVE_BANK_RATE
	})),
	rateIsKept: true,
	fixedFees: [pounds(0n, 4_000n), pounds(100_000n, 7_000n), pounds(1_000_000n, 10_000n)]
};
