/**
 * Money is an integer number of minor units with its currency. Two currencies are never added.
 */
export interface Money {
	/** Minor units (cents for EUR, yen for JPY), never a float. */
	readonly minor: bigint;
	/** ISO 4217 code. */
	readonly currency: string;
}

export const money = (minor: bigint, currency: string): Money => ({ minor, currency });

/** ISO 4217 currencies whose number of decimals is not two. */
const DECIMALS: Record<string, number> = {
	BIF: 0,
	CLP: 0,
	DJF: 0,
	GNF: 0,
	ISK: 0,
	JPY: 0,
	KMF: 0,
	KRW: 0,
	PYG: 0,
	RWF: 0,
	UGX: 0,
	VND: 0,
	VUV: 0,
	XAF: 0,
	XOF: 0,
	XPF: 0,
	BHD: 3,
	IQD: 3,
	JOD: 3,
	KWD: 3,
	LYD: 3,
	OMR: 3,
	TND: 3
};

export const decimalsOf = (currency: string): number => DECIMALS[currency] ?? 2;

/** @throws RangeError when the currencies differ. */
export function add(a: Money, b: Money): Money {
	if (a.currency !== b.currency) throw new RangeError(`cannot add ${a.currency} and ${b.currency}`);
	return money(a.minor + b.minor, a.currency);
}

export const minorMin = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const minorMax = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** One total per currency, in the order the currencies first appear. */
export function totals(amounts: Iterable<Money>): Money[] {
	const byCurrency = new Map<string, bigint>();
	for (const { minor, currency } of amounts)
		byCurrency.set(currency, (byCurrency.get(currency) ?? 0n) + minor);
	return [...byCurrency].map(([currency, minor]) => ({ minor, currency }));
}

/** Fixed decimal text for machines: 123450n EUR → "1234.50". */
export function toDecimal({ minor, currency }: Money): string {
	const decimals = decimalsOf(currency);
	const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
	const whole = digits.slice(0, digits.length - decimals);
	const text = decimals ? `${whole}.${digits.slice(-decimals)}` : whole;
	return minor < 0n ? `-${text}` : text;
}

/**
 * Amount as a person writes it in a form: "1 234,50", "1.234,50", "1,234.50", "1234.5", "€ 12".
 * A single separator followed by exactly three digits is ambiguous ("1.234", "2,500"): it is read
 * as thousands when `decimalMark` says the other sign is the decimal mark, as decimals when the
 * currency has three, and refused otherwise.
 * Returns null when it is not an amount or has more decimals than the currency.
 */
export function parseAmount(
	text: string,
	currency: string,
	decimalMark?: ',' | '.'
): bigint | null {
	const cleaned = text
		.replace(/[\s\u00a0\u202f'’]/g, '')
		.replace(/^[€$£]|[€$£]$|^[A-Z]{3}|[A-Z]{3}$/g, '');
	const match = /^([+-]?)(\d[\d.,]*|[.,]\d+)$/.exec(cleaned);
	if (!match) return null;
	const decimals = decimalsOf(currency);
	if (decimals !== 3 && isAmbiguous(match[2]!, decimalMark)) return null;
	const plain = withPoint(match[2]!, decimalMark);
	if (plain === null) return null;
	const [whole = '', fraction = ''] = plain.split('.');
	if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals))) return null;
	const minor = BigInt((whole || '0') + fraction.slice(0, decimals).padEnd(decimals, '0'));
	return match[1] === '-' ? -minor : minor;
}

/** Two and a half, or two thousand five hundred? */
function isAmbiguous(digits: string, decimalMark?: ',' | '.'): boolean {
	const sign = /^\d{1,3}([.,])\d{3}$/.exec(digits)?.[1];
	return sign !== undefined && (decimalMark ?? sign) === sign;
}

/** "1.234,50" → "1234.50"; null when the separators contradict each other. */
function withPoint(digits: string, decimalMark?: ',' | '.'): string | null {
	const lastComma = digits.lastIndexOf(',');
	const lastPoint = digits.lastIndexOf('.');
	if (lastComma < 0 && lastPoint < 0) return digits;
	const mark = decimalMark ?? guessDecimalMark(digits, lastComma, lastPoint);
	const group = mark === ',' ? '.' : ',';
	const [whole = '', fraction, ...rest] = digits.split(mark);
	if (rest.length || fraction?.includes(group)) return null;
	const groups = whole.split(group);
	if (groups.length > 1 && groups.slice(1).some((g) => g.length !== 3)) return null;
	return fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`;
}

function guessDecimalMark(digits: string, lastComma: number, lastPoint: number): ',' | '.' {
	if (lastComma >= 0 && lastPoint >= 0) return lastComma > lastPoint ? ',' : '.';
	const mark = lastComma >= 0 ? ',' : '.';
	const other = mark === ',' ? '.' : ',';
	return digits.split(mark).length > 2 ? other : mark;
}
