import { formatMoney, formatNumber } from '$lib/i18n/format';
import type { InvoiceFacts } from './invoice-facts';
import type { Words } from './invoice-words';
import { BOTTOM, INK, LEFT, LINE, MUTED, RIGHT, TOP, wrapped, type Sheet } from './sheet';

const QUANTITY = 372;
const PRICE = 456;
const SIZE = 9;
const LEADING = 12.4;

/** The lines, on as many pages as they need; gives the y below the last. */
export function drawLines(sheet: Sheet, facts: InvoiceFacts, words: Words, top: number): number {
	let y = drawColumns(sheet, words, top - 26);
	if (!facts.lines.length) return sheet.text(words('no_lines'), LEFT, y - 4, { colour: MUTED }) - 8;
	for (const line of facts.lines) {
		const height = heightOf(sheet, line.description);
		if (y - height < BOTTOM) y = nextPage(sheet, facts, words);
		drawLine(sheet, facts, line, y);
		y -= height;
	}
	return y;
}

const descriptionWidth = QUANTITY - 46 - LEFT;
const heightOf = (sheet: Sheet, description: string): number =>
	wrapped(description, sheet.fonts.text, SIZE, descriptionWidth).length * LEADING + 8;

function nextPage(sheet: Sheet, { invoice }: InvoiceFacts, words: Words): number {
	sheet.addPage();
	sheet.text(words('title_number', { number: invoice.number }), LEFT, TOP, {
		size: 10,
		font: sheet.fonts.bold
	});
	sheet.text(words('copy'), RIGHT, TOP, { size: 8.5, colour: MUTED, right: true });
	return drawColumns(sheet, words, TOP - 30);
}

function drawColumns(sheet: Sheet, words: Words, y: number): number {
	const style = { size: 7.5, colour: MUTED };
	sheet.text(words('description'), LEFT, y, style);
	sheet.text(words('quantity'), QUANTITY, y, { ...style, right: true });
	sheet.text(words('unit_price'), PRICE, y, { ...style, right: true });
	sheet.text(words('amount'), RIGHT, y, { ...style, right: true });
	sheet.rule(y - 6, { colour: INK, thickness: 0.8 });
	return y - 20;
}

function drawLine(
	sheet: Sheet,
	{ invoice: { currency }, language }: InvoiceFacts,
	line: InvoiceFacts['lines'][number],
	y: number
): void {
	const below = sheet.text(line.description, LEFT, y, {
		size: SIZE,
		width: descriptionWidth,
		leading: LEADING
	});
	sheet.text(formatNumber(Number(line.quantity), language), QUANTITY, y, {
		size: SIZE,
		right: true
	});
	sheet.text(formatMoney({ minor: line.unitPriceMinor, currency }, language), PRICE, y, {
		size: SIZE,
		right: true
	});
	sheet.text(formatMoney({ minor: line.totalMinor, currency }, language), RIGHT, y, {
		size: SIZE,
		right: true
	});
	sheet.rule(below + LEADING - 6.5, { colour: LINE, thickness: 0.4 });
}
