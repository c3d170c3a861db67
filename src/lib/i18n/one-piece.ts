/**
 * FA-2026-0498, LIT-2026-000123, 2026/0498: parts with a figure in one of them. Written in the scripts of
 * static/ too, for browsers that cannot look behind.
 */
export const PARTED = String.raw`(?=[\p{L}/-]*\d)[\p{L}\d]+(?:[/-][\p{L}\d]+)+`;

/** Not the end of an address or of a longer number. */
export const NUMBER = String.raw`(?<![\p{L}\d/-])${PARTED}`;

/** 3 150, 1 000: groups of a figure somebody typed with spaces. */
export const FIGURE = String.raw`(?<![\p{L}\d])\d{1,3}(?: \d{3})+(?!\d)`;

const FIGURES = new RegExp(FIGURE, 'gu');

/** For a form that takes no element around them: nowhere to break inside a figure. */
export const wholeFigures = (text: string): string =>
	text.replace(FIGURES, (figure) => figure.replaceAll(' ', '\u00a0'));
