/** Words kept as evidence hold plain spaces (domain/evidence.ts): read again, an amount stays on one line. */
export const wholeAmounts = (line: string): string =>
	line.replace(/(?<=\d) (?=\d{3}(?!\d)|[€£$]|US\$)/g, '\u00a0');
