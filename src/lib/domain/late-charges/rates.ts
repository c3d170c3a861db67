import { localDate, type LocalDate } from '../calendar';
import type { Money } from '../money';

/** Yearly interest in basis points, from a day on until the next one. */
export interface Rate {
	readonly fromOn: LocalDate;
	readonly basisPoints: number;
}

/** Points added by law to the refinancing rate of the European Central Bank (C. com. L441-10 II). */
export const POINTS_ABOVE_ECB = 1_000;

/**
 * Main refinancing rate of the European Central Bank, in basis points, in force on 1 January and on
 * 1 July: each holds for its half-year, whatever the bank decides meanwhile.
 */
const ECB_OF_HALF_YEAR: readonly (readonly [string, number])[] = [
	['2016-07-01', 0],
	['2023-01-01', 250],
	['2023-07-01', 400],
	['2024-01-01', 450],
	['2024-07-01', 425],
	['2025-01-01', 315],
	['2025-07-01', 215],
	['2026-01-01', 215],
	['2026-07-01', 240]
];

/** What the law gives a French creditor who agreed nothing else. */
export const LEGAL_RATES: readonly Rate[] = ECB_OF_HALF_YEAR.map(([fromOn, basisPoints]) => ({
	fromOn: localDate(fromOn),
	basisPoints: basisPoints + POINTS_ABOVE_ECB
}));

/** Per late invoice, for the cost of recovery (C. com. D441-5); other currencies have none by law. */
export const LEGAL_FIXED_FEE: Money = { minor: 4_000n, currency: 'EUR' };

/** The latest that has begun; null before the first. */
export function rateOn<T extends { readonly fromOn: LocalDate }>(
	rates: readonly T[],
	day: LocalDate
): T | null {
	let found: T | null = null;
	for (const rate of rates)
		if (rate.fromOn <= day && (found === null || rate.fromOn > found.fromOn)) found = rate;
	return found;
}

/** From the day of the first agreed rate on, only agreed rates hold; before it, the legal ones. */
export function ratesInForce(agreed: readonly Rate[], legal = LEGAL_RATES): Rate[] {
	const first = agreed.map(({ fromOn }) => fromOn).sort()[0];
	const before = legal.filter(({ fromOn }) => first === undefined || fromOn < first);
	return [...before, ...agreed].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
}

/** First day of the half-year a day is in. */
export const halfYearOf = (day: LocalDate): LocalDate =>
	localDate(`${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`);
