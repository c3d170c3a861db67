import { minorMax } from '$lib/domain/money';

/** A line as it was billed; its total includes tax, its unit price may not. */
export interface BilledLine {
	/** Decimal text, "12" or "7.5". */
	quantity: string;
	unitPriceMinor: bigint;
	totalMinor: bigint;
}

/** The one figure a customer gives about a line; none contests the whole of it. */
export interface LineFigure {
	receivedQuantity?: string | undefined;
	expectedUnitPriceMinor?: bigint | undefined;
}

export type LineProblem = 'quantity_not_below' | 'price_not_below';
export type LineClaim = { claimedMinor: bigint } | { problem: LineProblem };

/**
 * What is contested of a line, tax included: the share of its total that was not received, or that is
 * above the price expected. A share of the total carries its tax and its discount along.
 * Exact in whole minor units; half a unit counts as one, in the customer's favour.
 */
export function lineClaim(line: BilledLine, figure: LineFigure): LineClaim {
	if (figure.receivedQuantity !== undefined) return missing(line, figure.receivedQuantity);
	if (figure.expectedUnitPriceMinor !== undefined)
		return overpriced(line, figure.expectedUnitPriceMinor);
	return { claimedMinor: minorMax(0n, line.totalMinor) };
}

function missing({ quantity, totalMinor }: BilledLine, receivedQuantity: string): LineClaim {
	const [billed, received] = sameScale(quantity, receivedQuantity);
	if (received < 0n || received >= billed) return { problem: 'quantity_not_below' };
	return { claimedMinor: shareOf(totalMinor, billed - received, billed) };
}

function overpriced({ unitPriceMinor, totalMinor }: BilledLine, expected: bigint): LineClaim {
	if (expected < 0n || expected >= unitPriceMinor) return { problem: 'price_not_below' };
	return { claimedMinor: shareOf(totalMinor, unitPriceMinor - expected, unitPriceMinor) };
}

/** total × part ÷ whole, rounded half up. */
const shareOf = (totalMinor: bigint, part: bigint, whole: bigint): bigint =>
	(2n * minorMax(0n, totalMinor) * part + whole) / (2n * whole);

/** "12" billed and "9" received: "3" are contested. */
export function quantityMissing(quantity: string, receivedQuantity: string): string {
	const [billed, received, decimals] = sameScale(quantity, receivedQuantity);
	const digits = (billed - received).toString().padStart(decimals + 1, '0');
	const whole = digits.slice(0, digits.length - decimals);
	const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
	return fraction ? `${whole}.${fraction}` : whole;
}

/** Both as whole numbers of the same small unit, with its decimals. */
function sameScale(a: string, b: string): [bigint, bigint, number] {
	const decimals = Math.max(decimalsIn(a), decimalsIn(b));
	return [scaled(a, decimals), scaled(b, decimals), decimals];
}

const decimalsIn = (decimal: string): number => decimal.split('.')[1]?.length ?? 0;

function scaled(decimal: string, decimals: number): bigint {
	const [whole = '0', fraction = ''] = decimal.split('.');
	return BigInt(whole + fraction.padEnd(decimals, '0'));
}

/** A quantity the way a decimal column and these rules read it. */
export const QUANTITY = /^\d{1,12}(\.\d{1,6})?$/;

/**
 * A quantity as a person types it, "9", "9,5", "1 200": the other sign than `decimalMark` groups thousands
 * where it stands before three digits ("1,200" in English) and is a decimal mark elsewhere ("9.5" in French).
 * Null when it is none.
 */
export function readQuantity(text: string, decimalMark: ',' | '.'): string | null {
	const group = decimalMark === ',' ? '.' : ',';
	const plain = text.replace(/[\s\u00a0\u202f'’]/g, '');
	const [first = '', ...groups] = plain.split(decimalMark)[0]!.split(group);
	const isGrouped = groups.length > 0 && groups.every((digits) => /^\d{3}$/.test(digits));
	const decimal = isGrouped && first ? plain.replaceAll(group, '') : plain;
	const quantity = decimal.replace(/[.,]/, '.');
	return QUANTITY.test(quantity) ? quantity : null;
}
