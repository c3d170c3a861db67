import { money } from '../money';
import { aboveEcb } from './ecb';
import type { LateLaw } from './law';

/**
 * Points added by law to the rate of the latest main refinancing operation of the European Central Bank
 * before the first day of the half-year; it holds for the six months (Ley 3/2004, art. 7.2).
 */
const POINTS_ABOVE_ECB = 800;

/** Ley 3/2004, art. 7 and 8.1; the fixed sum is in euros, asked without a reminder and beside the interest. */
export const SPANISH_LAW: LateLaw = {
	code: 'es',
	rates: aboveEcb(POINTS_ABOVE_ECB),
	rateIsKept: false,
	fixedFees: [{ fromMinor: 0n, fee: money(4_000n, 'EUR') }]
};
