import { rgb, type Color } from 'pdf-lib';
import { formatDay } from '$lib/i18n/format';
import type { InvoiceFacts } from './invoice-facts';
import type { Words } from './invoice-words';
import { LEFT, LINE, MUTED, RIGHT, TOP, type Sheet } from './sheet';

const BUYER_X = 320;

/** Who asks whom for what; gives the y below. */
export function drawHead(sheet: Sheet, facts: InvoiceFacts, words: Words): number {
	const belowBuyer = drawParties(sheet, facts, words);
	const belowTitle = drawTitle(sheet, facts, words, Math.min(belowBuyer, TOP - 138));
	return drawDates(sheet, facts, words, belowTitle);
}

type Parties = Pick<InvoiceFacts, 'seller' | 'buyer'>;

/** The creditor and his customer; gives the y below. */
export function drawParties(sheet: Sheet, parties: Parties, words: Words): number {
	drawSeller(sheet, parties);
	return drawBuyer(sheet, parties, words);
}

function drawSeller(sheet: Sheet, { seller }: Parties): void {
	const accent = colourOf(seller.accent);
	sheet.page.drawRectangle({ x: LEFT, y: TOP - 20, width: 4, height: 28, color: accent });
	sheet.text(seller.name, LEFT + 14, TOP - 12, {
		size: 19,
		font: sheet.fonts.title,
		colour: accent
	});
	const contact = [seller.address, seller.phone, seller.email].filter(Boolean).join('\n');
	sheet.text(contact, LEFT, TOP - 42, { size: 8.5, colour: MUTED, width: 220 });
}

function drawBuyer(sheet: Sheet, { buyer }: Parties, words: Words): number {
	const top = TOP - 42;
	sheet.text(words('bill_to'), BUYER_X, top, { size: 7.5, colour: MUTED });
	const belowName = sheet.text(buyer.name, BUYER_X, top - 15, {
		size: 11,
		font: sheet.fonts.bold,
		width: RIGHT - BUYER_X
	});
	const belowAddress = sheet.text(buyer.address, BUYER_X, belowName, {
		size: 9.5,
		width: RIGHT - BUYER_X
	});
	return sheet.text(words('customer_code', { code: buyer.code }), BUYER_X, belowAddress - 3, {
		size: 8,
		colour: MUTED
	});
}

function drawTitle(sheet: Sheet, { invoice }: InvoiceFacts, words: Words, y: number): number {
	const at = y - 34;
	sheet.text(words('title_number', { number: invoice.number }), LEFT, at, {
		size: 17,
		font: sheet.fonts.title
	});
	drawStamp(sheet, words('copy'), at);
	return at - 20;
}

/** Nobody shall take the copy for the original. */
function drawStamp(sheet: Sheet, text: string, y: number): void {
	const size = 8.5;
	const width = sheet.fonts.bold.widthOfTextAtSize(text, size) + 20;
	sheet.page.drawRectangle({
		x: RIGHT - width,
		y: y - 4.5,
		width,
		height: 18,
		borderColor: MUTED,
		borderWidth: 0.8
	});
	sheet.text(text, RIGHT - width + 10, y + 1, { size, font: sheet.fonts.bold, colour: MUTED });
}

function drawDates(
	sheet: Sheet,
	{ invoice, language }: InvoiceFacts,
	words: Words,
	y: number
): number {
	const facts = [
		[words('issued_on'), formatDay(invoice.issuedOn, language)],
		[words('due_on'), invoice.dueOn ? formatDay(invoice.dueOn, language) : words('no_due_date')],
		[words('order_number'), invoice.orderNumber || '–']
	] as const;
	const column = (RIGHT - LEFT) / facts.length;
	sheet.rule(y, { colour: LINE });
	for (const [index, [term, value]] of facts.entries()) {
		const x = LEFT + index * column;
		sheet.text(term, x, y - 15, { size: 7.5, colour: MUTED });
		sheet.text(value, x, y - 29, { size: 10.5, font: sheet.fonts.bold });
	}
	sheet.rule(y - 39, { colour: LINE });
	return y - 39;
}

function colourOf(hex: string): Color {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
		(at) => parseInt(hex.slice(at, at + 2), 16) / 255
	);
	return rgb(red, green, blue);
}
