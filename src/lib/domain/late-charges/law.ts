import { addDays, type LocalDate } from '../calendar';
import type { Money } from '../money';
import { halfYearAfter, rateOn, type Rate } from './rates';

/** What the law of the creditor gives when an invoice is late and nothing else was agreed. */
export interface LateLaw {
	/** Its words: `letters_…_fr`. */
	readonly code: 'fr' | 'gb' | 'de' | 'es';
	/** Of each half-year known here, by its first day, the oldest first. */
	readonly rates: readonly Rate[];
	/** The rate of the day on which interest begins holds for that debt until it is paid. */
	readonly rateIsKept: boolean;
	/** For the cost of recovery, once per late invoice: the last one whose `fromMinor` the debt reaches. */
	readonly fixedFees: readonly { readonly fromMinor: bigint; readonly fee: Money }[];
}

/**
 * The legal rates of an invoice. Nothing is guessed: the half-years after the last one known here
 * bear nothing by law, neither do those before the first.
 */
export function legalRates(law: LateLaw | null, dueOn: LocalDate | null): readonly Rate[] {
	if (law === null || dueOn === null) return [];
	const known = [...law.rates, { fromOn: knownUntil(law), basisPoints: 0 }];
	if (!law.rateIsKept) return known;
	const fromOn = addDays(dueOn, 1);
	const kept = rateOn(known, fromOn);
	return kept ? [{ fromOn, basisPoints: kept.basisPoints }] : [];
}

/** First day on which the law is no longer known here. */
export const knownUntil = ({ rates }: LateLaw): LocalDate => halfYearAfter(rates.at(-1)!.fromOn);

/** Null when the law fixes none for this currency. */
export const legalFee = (law: LateLaw | null, debt: Money): Money | null =>
	law?.fixedFees.findLast(
		({ fromMinor, fee }) => fee.currency === debt.currency && fromMinor <= debt.minor
	)?.fee ?? null;
