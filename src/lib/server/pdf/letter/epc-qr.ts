import { encode } from 'uqr';
import { toDecimal, type Money } from '$lib/domain/money';

export interface Transfer {
	holder: string;
	iban: string;
	bic: string;
	amount: Money;
	/** What the payer sees and we find again, at most 140 characters. */
	text: string;
}

/** EPC069-12, version 002: what a banking application needs to fill in a SEPA transfer. */
export const epcText = ({ holder, iban, bic, amount, text }: Transfer): string =>
	[
		'BCD',
		'002',
		'1',
		'SCT',
		bic.replace(/\s/g, ''),
		holder.slice(0, 70),
		iban.replace(/\s/g, ''),
		`EUR${toDecimal(amount)}`,
		'',
		'',
		text.slice(0, 140)
	].join('\n');

/** Rows of dark and light squares; null when no SEPA transfer can say it. */
export function epcSquares(transfer: Transfer): boolean[][] | null {
	const { amount, iban } = transfer;
	const fits = amount.minor > 0n && amount.minor <= 99_999_999_999n;
	if (amount.currency !== 'EUR' || !iban || !fits) return null;
	// The rule asks for level M and no version above 13.
	return encode(epcText(transfer), { ecc: 'M', maxVersion: 13, border: 0 }).data;
}
