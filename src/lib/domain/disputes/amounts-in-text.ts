import { parseAmount } from '$lib/domain/money';

export interface NamedAmounts {
	/** Read as anybody would. */
	readonly sure: ReadonlySet<bigint>;
	/** Those, and whatever else a number may stand for: somebody has to look. */
	readonly possible: ReadonlySet<bigint>;
}

/**
 * Every amount a text may name, in the number forms of all languages: "1 234,50 €", "1.234,50", "£1,234.50",
 * "1’234.50", "500 euros". What two languages read differently counts both ways; numbers of papers, days and
 * percentages do not count. Only possible: a part of joined numbers ("lot 12 500 €"), one of two ("500/300 €"), one
 * with letters behind it ("500k€").
 */
export function amountsInText(text: string, currency: string): NamedAmounts {
	const plain = withoutOthers(text, currency);
	const read = (number: string): bigint[] =>
		([',', '.'] as const)
			.map((mark) => parseAmount(number, currency, mark))
			.filter((minor) => minor !== null);
	const sure = [...plain.matchAll(SURE)].flatMap(([number]) => read(number));
	const possible = [...plain.matchAll(CHAIN)].flatMap((chain) => readChain(chain, plain, read));
	const split = [...plain.matchAll(AROUND_SIGN)].flatMap(([, units, cents]) =>
		read(`${units}.${cents}`)
	);
	return { sure: new Set(sure), possible: new Set([...sure, ...possible, ...split]) };
}

/** With one sign for every way to write the currency, and without what is no amount. */
const withoutOthers = (text: string, currency: string): string =>
	[DAY, PERCENT, REFERENCE].reduce(
		(left, other) => left.replaceAll(other, '; '),
		text.replaceAll(new RegExp(`(?<!\\p{L})([km]?)(?:${currency}|euros?)(?!\\p{L})`, 'giu'), '$1€')
	);

/** More groups are no amount; it bounds the work on a text of nothing but numbers. */
const MOST_GROUPS = 5;

/** Numbers that stand beside each other, joined in every way they can be. */
function readChain(
	{ 0: chain, index }: RegExpExecArray,
	text: string,
	read: (number: string) => bigint[]
): bigint[] {
	const parts = [...chain.matchAll(PART)].map((part) => ({
		from: part.index + part[1]!.length,
		to: part.index + part[0].length
	}));
	const times =
		FACTORS[
			FACTOR.exec(text.slice(index + chain.length, index + chain.length + 3))?.[1]?.toLowerCase() ??
				''
		];
	return parts.flatMap(({ from }, place) =>
		parts.slice(place, place + MOST_GROUPS).flatMap(({ to }) => {
			const number = chain.slice(from, to);
			const found = ONE_NUMBER.test(number) ? read(number) : [];
			return times && to === chain.length
				? [...found, ...found.map((minor) => minor * times)]
				: found;
		})
	);
}

/** Groups are of one line: what ends one line says nothing of the number that begins the next. */
const SPACE = String.raw`[^\S\n\v\f\r\u2028\u2029]`;
const GROUP = String.raw`(?:${SPACE}|[.,'’])`;
const GROUPED = String.raw`\d{1,3}(?:${GROUP}\d{3})+(?:[.,]\d{1,3})?`;
const PLAIN = String.raw`\d+(?:[.,]\d{1,3})?`;
const ONE_NUMBER = new RegExp(`^(?:${GROUPED}|${PLAIN})$`, 'u');

const THOUSANDS = `${SPACE}?[km]€`;
/** Alone, not one of two ("500/300"), not within a word. */
const BEFORE = String.raw`(?<![\p{L}\d])(?<!\d[-/_.,'’])`;
const AFTER = String.raw`(?![\p{L}\d]|[.,'’]\d|[-/_][\p{L}\d]|${THOUSANDS})`;
const SURE = new RegExp(
	`${BEFORE}(?:${GROUPED}|${PLAIN})${AFTER}|(?<=\\d[-/_])${PLAIN}(?=${SPACE}?€)`,
	'giu'
);

const CHAIN = new RegExp(`\\d+(?:${GROUP}\\d+)*`, 'gu');
/** A number of a chain: one or two digits behind a mark are decimals of it. */
const PART = new RegExp(`(${GROUP}?)\\d+(?:[.,]\\d{1,2}(?!\\d))?`, 'gu');
const FACTOR = new RegExp(`^${SPACE}?([km])(?!\\p{L})`, 'iu');
const FACTORS: Readonly<Record<string, bigint>> = { k: 1_000n, m: 1_000_000n };
/** "12€50" */
const AROUND_SIGN = new RegExp(`(\\d+)${SPACE}?[€$£]${SPACE}?(\\d{2})(?!\\d)`, 'gu');

const DAY = /(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2}))(?!\d)/gu;
const PERCENT = new RegExp(`\\d[\\d.,]*${SPACE}?%`, 'gu');
/** "LIT-2026-000500", "F500" */
const REFERENCE = /\p{L}[-/_#]?\d[\p{L}\d]*(?:[-/_#][\p{L}\d]+)*/gu;
