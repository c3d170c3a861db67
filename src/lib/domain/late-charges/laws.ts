import type { LateLaw } from './law';
import { FRENCH_LAW } from './law-france';
import { GERMAN_LAW } from './law-germany';
import { SPANISH_LAW } from './law-spain';
import { BRITISH_LAW } from './law-united-kingdom';

const LAWS: Readonly<Record<string, LateLaw>> = {
	DE: GERMAN_LAW,
	ES: SPANISH_LAW,
	FR: FRENCH_LAW,
	GB: BRITISH_LAW
};

/**
 * The law of the creditor’s country (ISO 3166-1 alpha-2), whichever currency it invoices in. Null
 * where we do not know it: nothing accrues until something was agreed.
 */
export const lateLawOf = (country: string): LateLaw | null => LAWS[country] ?? null;
