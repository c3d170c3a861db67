import { formatDay, formatMoney } from '$lib/i18n/format';
import type { PDFFont } from 'pdf-lib';
import { BOTTOM, INK, LEFT, MUTED, RIGHT, TOP, wrapped, type Sheet } from '../sheet';
import type { LetterFacts, LetterWords } from './facts';

/** Right edges of the amounts. */
const COLUMNS = { open: 262, disputed: 338, claimed: 410, interest: 474, fee: RIGHT } as const;
const DUE = 150;
const NUMBER_WIDTH = DUE - LEFT - 4;
const SIZE = 8;
/** Of the small lines under the amounts. */
const SMALL = { size: 6.5, colour: MUTED } as const;
const SMALL_LEADING = 7;
/** With one small line, and without any. */
const ROW = 24;
const LOW_ROW = 17;

type Line = LetterFacts['lines'][number];

/** Invoice after invoice, then the sums; gives the y below. */
export function drawTable(
	sheet: Sheet,
	facts: LetterFacts,
	words: LetterWords,
	top: number
): number {
	let y = top;
	// Its head never stands alone at the foot of a page.
	if (y - 2 * ROW < BOTTOM) {
		sheet.addPage();
		y = TOP;
	}
	y = drawColumns(sheet, words, y);
	for (const line of facts.lines) {
		const small = smallLines(sheet, facts, line, words);
		const height = LOW_ROW + small.length * SMALL_LEADING;
		if (y - height < BOTTOM) {
			sheet.addPage();
			y = drawColumns(sheet, words, TOP);
		}
		drawLine(sheet, facts, line, y);
		for (const [nth, text] of small.entries())
			sheet.text(text, COLUMNS.disputed, y - SMALL_LEADING * (nth + 1) - 2, {
				...SMALL,
				right: true
			});
		sheet.rule(y - height + 11, { thickness: 0.4 });
		y -= height;
	}
	return drawSums(sheet, facts, words, y);
}

/** Why the sum that is asked for is not the whole, under the amounts: as many lines as it takes, never off the paper. */
function smallLines(
	sheet: Sheet,
	{ language }: LetterFacts,
	line: Line,
	words: LetterWords
): string[] {
	const parts = [
		['accepted', line.acceptedMinor],
		['refused', line.refusedMinor],
		['promised', line.promisedMinor],
		['said_paid', line.heldMinor]
	] as const;
	const said = [
		...parts.flatMap(([key, minor]) =>
			minor ? [words(key, { amount: amountIn(line, minor, language) })] : []
		),
		...(line.disputes.length > 0
			? [words('suspended', { reference: line.disputes.join(', ') })]
			: [])
	].join(' · ');
	return said === '' ? [] : wrapped(said, sheet.fonts.text, SMALL.size, COLUMNS.disputed - LEFT);
}

const amountIn = ({ currency }: Line, minor: bigint, language: LetterFacts['language']): string =>
	minor === 0n ? '–' : formatMoney({ minor, currency }, language);

/** Smaller rather than broken: a number is copied as a whole. */
function sizeFor(number: string, font: PDFFont): number {
	const wide = font.widthOfTextAtSize(number, SIZE);
	return Math.max(5, Math.min(SIZE, (SIZE * 0.98 * NUMBER_WIDTH) / wide));
}

function drawColumns(sheet: Sheet, words: LetterWords, y: number): number {
	const style = { size: 7.5, colour: MUTED };
	sheet.text(words('invoice'), LEFT, y, style);
	sheet.text(words('due'), DUE, y, style);
	for (const [name, x] of Object.entries(COLUMNS))
		sheet.text(words(name), x, y, { ...style, right: true });
	sheet.rule(y - 6, { colour: INK, thickness: 0.8 });
	return y - 19;
}

function drawLine(sheet: Sheet, { language }: LetterFacts, line: Line, y: number): void {
	const cells = {
		open: line.openMinor,
		disputed: line.disputedMinor - (line.refusedMinor ?? 0n) - (line.acceptedMinor ?? 0n),
		claimed: line.claimedMinor,
		interest: line.interestMinor,
		fee: line.feeMinor
	};
	sheet.text(line.number, LEFT, y, {
		size: sizeFor(line.number, sheet.fonts.bold),
		font: sheet.fonts.bold,
		width: NUMBER_WIDTH,
		leading: 9
	});
	sheet.text(line.dueOn ? formatDay(line.dueOn, language) : '–', DUE, y, { size: SIZE });
	for (const name of ['open', 'disputed', 'claimed', 'interest', 'fee'] as const)
		sheet.text(amountIn(line, cells[name], language), COLUMNS[name], y, {
			size: SIZE,
			right: true
		});
}

const SUM_HEIGHT = 80;

function drawSums(sheet: Sheet, facts: LetterFacts, words: LetterWords, top: number): number {
	let y = top;
	for (const sum of facts.sums) {
		if (y - SUM_HEIGHT < BOTTOM) {
			sheet.addPage();
			y = TOP;
		}
		const rows = [
			['sum_claimed', sum.claimedMinor],
			['sum_credit', sum.creditMinor],
			['sum_interest', sum.interestMinor],
			['sum_fee', sum.feeMinor]
		] as const;
		for (const [key, minor] of rows.filter(([, value]) => value !== 0n))
			y = drawSum(
				sheet,
				words(key),
				(key === 'sum_credit' ? '−\u00a0' : '') +
					formatMoney({ minor, currency: sum.currency }, facts.language),
				y
			);
		sheet.rule(y + 9, { from: 300, colour: INK, thickness: 0.8 });
		const total = formatMoney({ minor: sum.totalMinor, currency: sum.currency }, facts.language);
		y = drawSum(sheet, words('sum_total'), total, y - 3, true) - 8;
	}
	return y;
}

function drawSum(sheet: Sheet, label: string, amount: string, y: number, strong = false): number {
	const style = { size: strong ? 10.5 : 9, font: strong ? sheet.fonts.bold : sheet.fonts.text };
	sheet.text(label, 300, y, style);
	sheet.text(amount, RIGHT, y, { ...style, right: true });
	return y - 14;
}
