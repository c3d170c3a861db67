import type { CurrencyAccount } from '$lib/domain/statement/by-currency';
import { formatMoney } from '$lib/i18n/format';
import { statementSums, type StatementSum } from '$lib/i18n/statement-sums';
import { freshPage } from '../pdf/ledger-table';
import { BOTTOM, INK, RIGHT, wrapped, type Sheet } from '../pdf/sheet';
import type { StatementItem } from './facts';

const LABEL = 300;
/** Beside it the widest amount has room. */
const LABEL_WIDTH = 170;
const SIZE = 9;

/** The sums of one currency with what stands beside them; gives the y below. They are never parted from each other. */
export function drawBalance(
	sheet: Sheet,
	account: CurrencyAccount<StatementItem>,
	top: number,
	beside = { height: 0, draw: (_top: number): void => undefined }
): number {
	const sums = statementSums(account);
	const own = sums.reduce((height, sum) => height + heightOf(sheet, sum), 20);
	const height = Math.max(own, beside.height);
	const y = top - height < BOTTOM ? freshPage(sheet) : top;
	beside.draw(y);
	let line = y;
	for (const sum of sums) {
		drawSum(sheet, sum, line);
		line -= heightOf(sheet, sum);
	}
	return y - height;
}

const fontOf = (sheet: Sheet, { isSum }: StatementSum) =>
	isSum ? sheet.fonts.bold : sheet.fonts.text;

/** Long words in some languages take two lines. */
const heightOf = (sheet: Sheet, sum: StatementSum): number =>
	15 + (wrapped(sum.words, fontOf(sheet, sum), SIZE, LABEL_WIDTH).length - 1) * SIZE * 1.38;

function drawSum(sheet: Sheet, sum: StatementSum, y: number): void {
	const font = fontOf(sheet, sum);
	if (sum.isSum) sheet.rule(y + 11, { from: LABEL, colour: INK, thickness: 0.8 });
	sheet.text(sum.words, LABEL, y, { font, size: SIZE, width: LABEL_WIDTH });
	sheet.text(formatMoney(sum.amount), RIGHT, y, { font, size: SIZE, right: true });
}
