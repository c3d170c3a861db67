import { localDate } from '../calendar';
import { money } from '../money';
import type { LateLaw } from './law';
import type { Rate } from './rates';

/** Points added by law to the refinancing rate of the European Central Bank (C. com. L441-10 II). */
const POINTS_ABOVE_ECB = 1_000;

/**
 * Main refinancing rate of the European Central Bank, in basis points, in force on 1 January and on
 * 1 July: each holds for its half-year, whatever the bank decides meanwhile. 2.40 % was decided on
 * 11 June 2026 (ECB, press release ecb.mp260611: the three key rates raised by 25 basis points, from
 * 2.15 %; the press gives the deposit rate of the same day, 2.25 %, always 15 points below).
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

/** Code de commerce, L441-10 II and D441-5; the fixed sum is in euros only. */
export const FRENCH_LAW: LateLaw = {
	code: 'fr',
	rates: ECB_OF_HALF_YEAR.map(([fromOn, basisPoints]) => ({
		fromOn: localDate(fromOn),
		basisPoints: basisPoints + POINTS_ABOVE_ECB
	})),
	rateIsKept: false,
	fixedFees: [{ fromMinor: 0n, fee: money(4_000n, 'EUR') }]
};

/**
 * “Taux de l’intérêt légal” between professionals, in basis points. Of 2026, first half: arrêté du 15
 * décembre 2025, JO du 26 (2.62 %); second half of 2025: arrêté du 19 juin 2025, JO du 24 (2.76 %);
 * before them as published by legifiscal.fr. That of the second half of 2026 was found nowhere.
 */
const LEGAL_INTEREST: readonly (readonly [string, number])[] = [
	['2024-07-01', 492],
	['2025-01-01', 371],
	['2025-07-01', 276],
	['2026-01-01', 262]
];

/** An agreed rate below three times the legal interest of its half-year may not be asked (L441-10 II). */
export const FRENCH_FLOORS: readonly Rate[] = LEGAL_INTEREST.map(([fromOn, basisPoints]) => ({
	fromOn: localDate(fromOn),
	basisPoints: 3 * basisPoints
}));
