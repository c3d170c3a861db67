/** Signs with which a spreadsheet starts a formula, their full-width twins included. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** A cell that a spreadsheet shows as text, whatever a stranger wrote in it. */
export const neutralised = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => `"${neutralised(cell).replaceAll('"', '""')}"`;

/** Opens as a table in a French or English spreadsheet: byte order mark, semicolons, every cell quoted. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
	`\ufeff${rows.map((row) => `${row.map(quoted).join(';')}\r\n`).join('')}`;
