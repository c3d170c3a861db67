import { parseAmount } from '$lib/domain/money';

/**
 * Every amount a text may name, in the number forms of all languages: "1 234,50 €", "1.234,50", "£1,234.50",
 * "1’234.50", "500 euros". What two languages read differently counts both ways; numbers of papers, days and
 * percentages do not count.
 */
export function amountsInText(text: string, currency: string): Set<bigint> {
	const plain = text.replaceAll(new RegExp(`${currency}(?!\\p{L})`, 'gu'), ' ');
	const read = [...plain.matchAll(NUMBER)].flatMap(([number]) =>
		([',', '.'] as const).map((mark) => parseAmount(number, currency, mark))
	);
	return new Set(read.filter((minor) => minor !== null));
}

const GROUPED = String.raw`\d{1,3}(?:[\s.,'’]\d{3})+(?:[.,]\d{1,3})?`;
const PLAIN = String.raw`\d+(?:[.,]\d{1,3})?`;
/** Not within a word, a reference ("LIT-2026-000500") or a day ("12.05.2026"). */
const BEFORE = String.raw`(?<![\p{L}\d][-/_#]?)(?<!\d[.,'’])`;
const AFTER = String.raw`(?![\p{L}\d]|[.,'’]\d|[-/_][\p{L}\d]|\s?%)`;
const NUMBER = new RegExp(`${BEFORE}(?:${GROUPED}|${PLAIN})${AFTER}`, 'gu');
