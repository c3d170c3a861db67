import { parseAmount } from '../money';
import type { ImportMapping } from './mapping';

export type DecimalMark = ImportMapping['decimalMark'];

/** Minor units; accountants write a negative amount "(12.00)" or "12.00-". Null when it is not an amount. */
export function readAmount(
	text: string,
	currency: string,
	decimalMark: DecimalMark
): bigint | null {
	const plain = text.trim().replace(/\s*€$/, '');
	const negative = /^\((.+)\)$/.exec(plain)?.[1] ?? /^([^-]+)-$/.exec(plain)?.[1];
	if (negative === undefined) return parseAmount(plain, currency, decimalMark);
	const minor = parseAmount(negative, currency, decimalMark);
	return minor === null ? null : -minor;
}

export interface DetectedDecimalMark {
	mark: DecimalMark;
	/** False when the values can be read both ways ("1.234"). */
	sure: boolean;
}

/** The mark that the values prove; without any proof, the one that goes with the separator. */
export function detectDecimalMark(
	texts: readonly string[],
	separator: string
): DetectedDecimalMark {
	const proofs = { ',': 0, '.': 0 };
	let undecided = 0;
	for (const text of texts) {
		const proven = provenMark(text);
		if (proven) proofs[proven]++;
		else if (/[.,]/.test(text)) undecided++;
	}
	if (proofs[','] !== proofs['.'])
		return {
			mark: proofs[','] > proofs['.'] ? ',' : '.',
			sure: proofs[','] === 0 || proofs['.'] === 0
		};
	return { mark: separator === ',' ? '.' : ',', sure: undecided === 0 && proofs[','] === 0 };
}

function provenMark(text: string): DecimalMark | null {
	const signs = [...text.matchAll(/[.,]/g)].map((match) => match[0] as DecimalMark);
	const last = signs.at(-1);
	if (!last) return null;
	if (signs.some((sign) => sign !== last)) return last;
	// 1.234.567: a sign that comes twice groups thousands.
	if (signs.length > 1) return last === ',' ? '.' : ',';
	return /[.,]\d{3}\D*$/.test(text) ? null : last;
}
