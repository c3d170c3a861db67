import { formatMoney } from '$lib/i18n/format';
import { BOTTOM, INK, LEFT, MUTED, RIGHT, TOP, type Sheet } from '../sheet';
import { epcSquares } from './epc-qr';
import { legalWords, type LetterFacts, type LetterWords } from './facts';
import { drawParagraphs, PARAGRAPH_SIZE } from './paragraphs';

const WIDE = { size: PARAGRAPH_SIZE, width: RIGHT - LEFT };
const QR = 84;
/** The account, the legal words, the greeting and the name stay together; a sentence of the law takes two lines. */
const NEEDED = 126;
const SENTENCE = 30;

/** What is asked for, in a sentence; gives the y below. */
export function drawOpening(
	sheet: Sheet,
	facts: LetterFacts,
	words: LetterWords,
	y: number
): number {
	const { opening } = facts.own ?? usualWords(facts, words);
	return drawParagraphs(sheet, opening, y - 12) - 6;
}

/** What a letter says around its table when nobody wrote it in other words. */
export const usualWords = (facts: LetterFacts, words: LetterWords) => ({
	opening: [
		words('greeting'),
		words(facts.formal ? 'body_formal' : 'body', { amount: totalOf(facts) })
	],
	ending: [words('closing')]
});

const totalOf = ({ sums, language }: LetterFacts): string =>
	sums
		.map(({ totalMinor: minor, currency }) => formatMoney({ minor, currency }, language))
		.join(' + ');

/** Where to pay, what the law says, and who signs. */
export function drawClosing(
	sheet: Sheet,
	facts: LetterFacts,
	words: LetterWords,
	top: number
): void {
	let y = top;
	const sentences = legalWords(facts);
	if (y - NEEDED - SENTENCE * sentences.length < BOTTOM) {
		sheet.addPage();
		y = TOP;
	}
	if (facts.lines.some(({ disputedMinor }) => disputedMinor > 0n))
		y = sheet.text(words('disputed_note'), LEFT, y, WIDE) - 6;
	y = drawPayment(sheet, facts, words, y);
	for (const sentence of sentences)
		y = sheet.text(sentence, LEFT, y, { size: 8.5, width: RIGHT - LEFT, colour: MUTED }) - 6;
	drawFarewell(sheet, facts, words, y);
}

/** The words of the organisation usually end with its name. */
function drawFarewell(
	sheet: Sheet,
	{ own, sender }: LetterFacts,
	words: LetterWords,
	top: number
): void {
	const ending = own?.ending.length ? own.ending : [words('closing')];
	let y = drawParagraphs(sheet, ending, top) - 4;
	if (ending.some((paragraph) => paragraph.includes(sender.name))) return;
	if (y < BOTTOM) {
		sheet.addPage();
		y = TOP;
	}
	sheet.text(sender.name, LEFT, y, { size: 9.5, font: sheet.fonts.bold });
}

function drawPayment(sheet: Sheet, facts: LetterFacts, words: LetterWords, y: number): number {
	const { sender, sums, reference } = facts;
	if (!sender.iban) return y;
	const rows = [
		words('pay_to', { holder: sender.legalName }),
		`IBAN ${sender.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0')}`,
		sender.bic && `BIC ${sender.bic}`,
		words('pay_reference', { reference })
	].filter(Boolean);
	const below = sheet.text(rows.join('\n'), LEFT, y, { size: 9.5, width: 330 });
	const [only, ...others] = sums;
	if (!only || others.length) return below - 6;
	const amount = { minor: only.totalMinor, currency: only.currency };
	const squares = epcSquares({
		holder: sender.legalName,
		iban: sender.iban,
		bic: sender.bic,
		amount,
		text: reference
	});
	if (!squares) return below - 6;
	drawSquares(sheet, squares, RIGHT - QR, y + 8);
	sheet.text(words('qr'), RIGHT - QR - 8, y - QR + 12, { size: 7, colour: MUTED, right: true });
	return Math.min(below, y - QR) - 10;
}

function drawSquares(sheet: Sheet, squares: boolean[][], x: number, top: number): void {
	const side = QR / squares.length;
	for (const [row, cells] of squares.entries())
		for (const [column, dark] of cells.entries())
			if (dark)
				sheet.page.drawRectangle({
					x: x + column * side,
					y: top - (row + 1) * side,
					width: side,
					height: side,
					color: INK
				});
}
