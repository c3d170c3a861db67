import { neutralised } from '$lib/domain/intake/write-csv';
import type { LocalDate } from '$lib/domain/calendar';
import { toDecimal, type Money } from '$lib/domain/money';
import type { Language } from '$lib/i18n/language';
import { DECIMAL_SIGN } from '$lib/i18n/read-amount';

/** Numbers are written by us; a text may come from anybody. `decimal` is one that is exact as it is kept. */
export type Cell = string | number | Money | { decimal: string } | { day: LocalDate } | null;

/** Where the comma is in figures, it cannot be between cells. */
const SEPARATOR: Record<Language, string> = { fr: ';', en: ',', de: ';', es: ';' };

/** Opens as a table with a double click: what a spreadsheet of that language expects, and no formula in it. */
export function csvOf(rows: readonly (readonly Cell[])[], language: Language): string {
	const separator = SEPARATOR[language];
	return `\ufeff${rows.map((row) => `${row.map((cell) => cellText(cell, language, separator)).join(separator)}\r\n`).join('')}`;
}

function cellText(cell: Cell, language: Language, separator: string): string {
	if (cell === null) return '';
	if (typeof cell === 'string') return quoted(neutralised(cell), separator);
	if (typeof cell === 'object' && 'day' in cell) return cell.day;
	return figureIn(cell).replace('.', DECIMAL_SIGN[language]);
}

function figureIn(cell: number | Money | { decimal: string }): string {
	if (typeof cell === 'number') return String(Math.round(cell * 10) / 10);
	return 'decimal' in cell ? cell.decimal : toDecimal(cell);
}

const quoted = (text: string, separator: string): string =>
	text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
