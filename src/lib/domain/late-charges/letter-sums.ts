import type { Money } from '../money';

/** One line of a letter, minor units. */
export interface LetterLine {
	currency: string;
	claimedMinor: bigint;
	interestMinor: bigint;
	feeMinor: bigint;
}

export interface LetterSum {
	currency: string;
	claimedMinor: bigint;
	/** Received or credited without an invoice, deducted. */
	creditMinor: bigint;
	interestMinor: bigint;
	feeMinor: bigint;
	/** claimed − credit + interest + fee. */
	totalMinor: bigint;
}

/** What a letter asks for, currency by currency: the last line is the sum of those above it. */
export function letterSums(lines: readonly LetterLine[], credits: readonly Money[]): LetterSum[] {
	const currencies = [...new Set(lines.map(({ currency }) => currency))];
	return currencies.map((currency) => {
		const own = lines.filter((line) => line.currency === currency);
		const sum = (part: 'claimedMinor' | 'interestMinor' | 'feeMinor') =>
			own.reduce((total, line) => total + line[part], 0n);
		const [claimedMinor, interestMinor, feeMinor] = [
			sum('claimedMinor'),
			sum('interestMinor'),
			sum('feeMinor')
		];
		const creditMinor = credits.find((credit) => credit.currency === currency)?.minor ?? 0n;
		const totalMinor = claimedMinor - creditMinor + interestMinor + feeMinor;
		return { currency, claimedMinor, creditMinor, interestMinor, feeMinor, totalMinor };
	});
}
