import { readable } from '$lib/domain/contrast';

/** The letter's own green; templates are written with it, the creditor's colour takes its place. */
export const LETTER_GREEN = '#0f5c4d';
const PAPER = '#fbfaf6';

/** The creditor's colour, darkened until words in it (and white words on it) can be read. */
export const readableAccent = (colour: string): string =>
	/^#[0-9a-f]{6}$/i.test(colour) ? readable(colour.toLowerCase(), PAPER, '#000000') : LETTER_GREEN;
