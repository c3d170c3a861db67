import type { LateLaw } from './law';
import { FRENCH_LAW } from './law-france';
import { BRITISH_LAW } from './law-united-kingdom';

const LAWS: Readonly<Record<string, LateLaw>> = { FR: FRENCH_LAW, GB: BRITISH_LAW };

/**
 * The law of the creditor’s country (ISO 3166-1 alpha-2), whichever currency it invoices in. Null
 * where we do not know it: nothing accrues until something was agreed.
 */
export const lateLawOf = (country: string): LateLaw | null => LAWS[country] ?? null;
