import { lateLawOf } from '$lib/domain/late-charges/laws';
import { formatDay, formatMoney } from '$lib/i18n/format';
import type { InvoiceFacts } from './invoice-facts';
import type { Words } from './invoice-words';
import { BOTTOM, INK, LEFT, LINE, MUTED, RIGHT, TOP, type Sheet } from './sheet';

const LABEL = 268;
/** Between a label and its amount. */
const GAP = 14;
/** Totals, bank details and legal words stay together. */
const NEEDED = 216;

/** What is to be paid, to which account, and what the law asks to say. */
export function drawTotals(sheet: Sheet, facts: InvoiceFacts, words: Words, top: number): void {
	let y = top - 10;
	if (y - NEEDED < BOTTOM) {
		sheet.addPage();
		y = TOP;
	}
	const below = drawSums(sheet, facts, words, y);
	if (facts.invoice.openMinor > 0n) drawBank(sheet, facts, words, below - 22);
	else drawSettled(sheet, words, below - 22);
	drawLegal(sheet, facts, words, below - (facts.invoice.openMinor > 0n ? 126 : 78));
}

function drawSums(
	sheet: Sheet,
	{ invoice, language, today }: InvoiceFacts,
	words: Words,
	y: number
): number {
	const { currency, totalMinor, openMinor } = invoice;
	const amount = (minor: bigint) => formatMoney({ minor, currency }, language);
	sum(sheet, words('total'), amount(totalMinor), y, true);
	if (openMinor === totalMinor) return y - 8;
	sum(sheet, words('settled'), amount(openMinor - totalMinor), y - 19);
	sheet.rule(y - 27, { from: LABEL, colour: LINE });
	sum(
		sheet,
		words('still_due', { day: formatDay(today, language) }),
		amount(openMinor),
		y - 42,
		true
	);
	return y - 50;
}

function sum(sheet: Sheet, label: string, amount: string, y: number, strong = false): void {
	const font = strong ? sheet.fonts.bold : sheet.fonts.text;
	const [small, size] = strong ? [10, 11.5] : [9.5, 9.5];
	const room = RIGHT - font.widthOfTextAtSize(amount, size) - GAP;
	sheet.text(label, Math.min(LABEL, room - font.widthOfTextAtSize(label, small)), y, {
		size: small,
		font
	});
	sheet.text(amount, RIGHT, y, { size, font, right: true });
}

/** Nobody shall pay twice for want of a word. */
function drawSettled(sheet: Sheet, words: Words, y: number): void {
	sheet.rule(y, { colour: INK, thickness: 0.8 });
	sheet.text(words('all_settled'), LEFT, y - 17, { size: 11.5, font: sheet.fonts.bold });
	sheet.text(words('nothing_due'), LEFT, y - 34, { size: 9.5, colour: MUTED });
}

function drawBank(sheet: Sheet, { seller, invoice }: InvoiceFacts, words: Words, y: number): void {
	sheet.rule(y, { colour: INK, thickness: 0.8 });
	sheet.text(words('pay_to'), LEFT, y - 17, { size: 9.5, font: sheet.fonts.bold });
	const rows = [
		[words('holder'), seller.name],
		['IBAN', grouped(seller.iban)],
		['BIC', seller.bic],
		[words('reference'), invoice.number]
	].filter(([, value]) => value);
	for (const [index, [term = '', value = '']] of rows.entries()) {
		const at = y - 34 - index * 14.5;
		sheet.text(term, LEFT, at, { size: 8.5, colour: MUTED });
		sheet.text(value, LEFT + 92, at, { size: 9.5, font: sheet.fonts.bold });
	}
}

/** FR76 3999 9004 … as banks print it. */
const grouped = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1\u00a0');

/** A copy does not know the rates of the original: it names the law of the creditor, where we know it. */
function drawLegal(sheet: Sheet, { seller }: InvoiceFacts, words: Words, y: number): void {
	const law = lateLawOf(seller.country);
	const late = law && words(`legal_late_${law.code}`);
	sheet.text([late, words('legal_copy')].filter(Boolean).join('\n'), LEFT, y, {
		size: 7.5,
		colour: MUTED,
		width: RIGHT - LEFT,
		leading: 10.6
	});
}
