import type { Money } from '../money';
import type { OwedFee } from './fixed-fee';
import type { InterestPeriod } from './interest';
import type { LateLaw } from './law';

/** What a letter has to say about the late charges it asks for: the rates and sums they are made of. */
export interface LateTerms {
	/** Of the creditor’s country; null when it is not known here, and no article is then named. */
	law: LateLaw['code'] | null;
	/** Basis points, the lowest first. */
	legalRates: number[];
	agreedRates: number[];
	legalFees: Money[];
	agreedFees: Money[];
}

interface Charged {
	readonly interest: readonly Pick<InterestPeriod, 'basisPoints' | 'agreed'>[];
	readonly fee: OwedFee | null;
}

/** Each rate and each sum once. */
export function termsOf(law: LateLaw | null, charged: readonly Charged[]): LateTerms {
	const rates = charged.flatMap(({ interest }) => interest);
	const fees = charged.flatMap(({ fee }) => fee ?? []);
	const [ofLaw, ofUs] = [false, true].map((agreed) => ({
		rates: distinctRates(rates.filter((rate) => rate.agreed === agreed)),
		fees: distinctFees(fees.filter((fee) => fee.agreed === agreed))
	}));
	return {
		law: law?.code ?? null,
		legalRates: ofLaw!.rates,
		agreedRates: ofUs!.rates,
		legalFees: ofLaw!.fees,
		agreedFees: ofUs!.fees
	};
}

const distinctRates = (rates: Charged['interest']): number[] =>
	[...new Set(rates.map(({ basisPoints }) => basisPoints))].sort((a, b) => a - b);

function distinctFees(fees: readonly OwedFee[]): Money[] {
	const seen = new Map(
		fees.map(({ minor, currency }) => [`${currency}${minor}`, { minor, currency }])
	);
	return [...seen.keys()].sort().map((key) => seen.get(key)!);
}
