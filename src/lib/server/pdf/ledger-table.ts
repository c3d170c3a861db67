import { setImmediate } from 'node:timers/promises';
import { BOTTOM, INK, LEFT, LINE, MUTED, RIGHT, TOP, wrapped, type Sheet } from './sheet';

export interface LedgerColumn {
	title: string;
	/** Points. */
	width: number;
	/** Amounts stand under each other. */
	right?: boolean;
}
export interface Ledger {
	title: string;
	columns: readonly LedgerColumn[];
	rows: readonly (readonly string[])[];
}

const SIZE = 8.5;
const LEADING = 11.5;
const PAD = 8;
/** Thousands of rows are drawn while others are served too. */
const AT_A_STRETCH = 100;

/** A table over as many pages as it needs, its heading again on each; gives the y below. */
export async function drawLedger(sheet: Sheet, ledger: Ledger, top: number): Promise<number> {
	// A title alone at the foot of a page belongs to the next one.
	let y = top - 70 < BOTTOM ? freshPage(sheet) : top;
	y = sheet.text(ledger.title, LEFT, y, { size: 12, font: sheet.fonts.title }) - 6;
	y = drawTitles(sheet, ledger, y);
	for (const [place, row] of ledger.rows.entries()) {
		if (place % AT_A_STRETCH === AT_A_STRETCH - 1) await setImmediate();
		const height = heightOf(sheet, ledger, row);
		if (y - height < BOTTOM) y = drawTitles(sheet, ledger, freshPage(sheet));
		drawRow(sheet, ledger, row, y);
		y -= height;
		sheet.rule(y + LEADING - 3, { colour: LINE, thickness: 0.4 });
	}
	return y - 12;
}

export function freshPage(sheet: Sheet): number {
	sheet.addPage();
	return TOP;
}

function drawTitles(sheet: Sheet, { columns }: Ledger, y: number): number {
	for (const { column, x, edge } of placed(columns))
		sheet.text(column.title, column.right ? edge : x, y, {
			size: 7.5,
			colour: MUTED,
			right: column.right ?? false
		});
	sheet.rule(y - 6, { colour: INK, thickness: 0.8 });
	return y - 19;
}

function drawRow(sheet: Sheet, { columns }: Ledger, row: readonly string[], y: number): void {
	for (const [at, { column, x, edge }] of placed(columns).entries())
		sheet.text(row[at] ?? '', column.right ? edge : x, y, {
			size: SIZE,
			leading: LEADING,
			width: column.width - PAD,
			right: column.right ?? false
		});
}

const heightOf = (sheet: Sheet, { columns }: Ledger, row: readonly string[]): number =>
	Math.max(
		...columns.map(
			({ width }, at) => wrapped(row[at] ?? '', sheet.fonts.text, SIZE, width - PAD).length
		)
	) *
		LEADING +
	7;

/** The last column ends at the margin whatever the widths add up to. */
function placed(columns: readonly LedgerColumn[]) {
	let x = LEFT;
	return columns.map((column, at) => {
		const from = x;
		x += column.width;
		return { column, x: from, edge: at === columns.length - 1 ? RIGHT : x - PAD };
	});
}
