import { encode } from 'uqr';
import { toDecimal, type Money } from '$lib/domain/money';
import { LONGEST_REFERENCE } from '$lib/domain/receivables/transfer';

export interface Transfer {
	holder: string;
	iban: string;
	bic: string;
	amount: Money;
	/** What the payer sees and we find again, at most 140 characters. */
	text: string;
}

/** Of everything a code says (EPC069-12). */
const MOST_BYTES = 331;
const LONGEST_NAME = 70;

/** EPC069-12, version 002: what a banking application needs to fill in a SEPA transfer. */
export const epcText = (transfer: Transfer): string => written(transfer, nameIn(transfer));

const written = ({ iban, bic, amount, text }: Transfer, holder: string): string =>
	[
		'BCD',
		'002',
		'1',
		'SCT',
		bic.replace(/\s/g, ''),
		holder,
		iban.replace(/\s/g, ''),
		`EUR${toDecimal(amount)}`,
		'',
		'',
		text
	].join('\n');

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** A bank asks for the beginning of the name only: it makes room for the reference, which is whole or worth nothing. */
function nameIn(transfer: Transfer): string {
	const room = MOST_BYTES - bytesOf(written(transfer, ''));
	let kept = '';
	for (const letter of [...transfer.holder].slice(0, LONGEST_NAME)) {
		if (bytesOf(kept + letter) > room) break;
		kept += letter;
	}
	return kept.trimEnd();
}

/** Rows of dark and light squares; null when no SEPA transfer can say it. */
export function epcSquares(transfer: Transfer): boolean[][] | null {
	const { amount, iban, text } = transfer;
	const fits = amount.minor > 0n && amount.minor <= 99_999_999_999n;
	if (amount.currency !== 'EUR' || !iban || !fits) return null;
	if ([...text].length > LONGEST_REFERENCE || !nameIn(transfer)) return null;
	// The rule asks for level M and no version above 13.
	return encode(epcText(transfer), { ecc: 'M', maxVersion: 13, border: 0 }).data;
}
