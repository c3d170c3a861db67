import { money } from '../money';
import { aboveEcb } from './ecb';
import type { LateLaw } from './law';

/** Between companies, percentage points above the base rate (§ 288 Abs. 2 BGB), in basis points. */
const POINTS_ABOVE_BASE = 900;

/**
 * The base rate (§ 247 BGB) moves on 1 January and 1 July by as many points as the rate of the latest main
 * refinancing operation of the European Central Bank before that day has moved since; so the two have kept
 * their distance. As published by the Bundesbank: −0.88 % from July 2016, 1.62 and 3.12 % in 2023, 3.62 and
 * 3.37 % in 2024, 2.27 and 1.27 % in 2025, each 0.88 below. Those of 2026 follow from § 247 and the rates of
 * the bank (1.27 and 1.52 %); the publications themselves were not at hand.
 */
const BASE_ABOVE_ECB = -88;

/**
 * § 288 Abs. 2 and Abs. 5 BGB. Interest from the day after the due date presumes a day that was agreed
 * (§ 286 Abs. 2 Nr. 1); the fixed sum counts towards the costs of a lawyer (Abs. 5 S. 3).
 */
export const GERMAN_LAW: LateLaw = {
	code: 'de',
	rates: aboveEcb(POINTS_ABOVE_BASE + BASE_ABOVE_ECB),
	rateIsKept: false,
	fixedFees: [{ fromMinor: 0n, fee: money(4_000n, 'EUR') }]
};
