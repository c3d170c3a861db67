import { localDate } from '../calendar';
import { money } from '../money';
import { aboveEcb } from './ecb';
import type { LateLaw } from './law';
import type { Rate } from './rates';

/** Points added by law to the refinancing rate of the European Central Bank (C. com. L441-10 II). */
const POINTS_ABOVE_ECB = 1_000;

/** Code de commerce, L441-10 II and D441-5; the fixed sum is in euros only. */
export const FRENCH_LAW: LateLaw = {
	code: 'fr',
	rates: aboveEcb(POINTS_ABOVE_ECB),
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
