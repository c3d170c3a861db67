import type { Money } from '$lib/domain/money';

interface Share {
	label: string;
	href?: string;
	count: number;
	amounts: readonly Money[];
}

export interface Bar {
	label: string;
	href?: string;
	count: number;
	minor: bigint;
}

export const amountIn = (amounts: readonly Money[], currency: string): bigint =>
	amounts.find((amount) => amount.currency === currency)?.minor ?? 0n;

/** The largest amount first; what has none in this currency belongs to another chart. */
export const barsOf = (shares: readonly Share[], currency: string): Bar[] =>
	shares
		.filter(({ amounts }) => amounts.some((amount) => amount.currency === currency))
		.map(({ label, href, count, amounts }) => ({
			label,
			href,
			count,
			minor: amountIn(amounts, currency)
		}))
		.sort((a, b) => (a.minor === b.minor ? b.count - a.count : a.minor > b.minor ? -1 : 1));

/** Share of the whole, as a whole percentage. */
export const percentOf = (part: bigint, whole: bigint): number =>
	whole > 0n ? Math.round(Number((part * 1000n) / whole) / 10) : 0;
