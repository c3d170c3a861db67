import { localDate } from '../calendar';
import type { Rate } from './rates';

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

/** That rate plus the points (basis points) a law adds to it, of each half-year known here. */
export const aboveEcb = (points: number): Rate[] =>
	ECB_OF_HALF_YEAR.map(([fromOn, basisPoints]) => ({
		fromOn: localDate(fromOn),
		basisPoints: basisPoints + points
	}));
