import {
	PageSizes,
	rgb,
	type Color,
	type PDFDocument,
	type PDFFont,
	type PDFImage,
	type PDFPage
} from 'pdf-lib';
import { embedFonts, type Fonts } from './fonts';

export const INK = rgb(0.08, 0.13, 0.12);
export const MUTED = rgb(0.3, 0.36, 0.34);
export const LINE = rgb(0.79, 0.81, 0.79);
export const LEFT = 54;
export const RIGHT = PageSizes.A4[0] - 54;
export const TOP = PageSizes.A4[1] - 54;
/** Below it only the foot of the page. */
export const BOTTOM = 92;

interface TextStyle {
	size?: number;
	font?: PDFFont;
	colour?: Color;
	/** `x` is then the right edge. */
	right?: boolean;
	/** Wraps inside. */
	width?: number;
	leading?: number;
}

/** Pages of one document; y counts up from the bottom, as on paper. */
export class Sheet {
	readonly pages: PDFPage[] = [];

	private constructor(
		readonly pdf: PDFDocument,
		readonly fonts: Fonts
	) {
		this.addPage();
	}

	/** With the logo of the creditor (PNG) on the first page, where nothing else is written. */
	static async open(pdf: PDFDocument, logo?: Uint8Array | null): Promise<Sheet> {
		const sheet = new Sheet(pdf, await embedFonts(pdf));
		if (logo) drawLogo(sheet.page, await pdf.embedPng(logo));
		return sheet;
	}

	addPage(): void {
		this.pages.push(this.pdf.addPage(PageSizes.A4));
	}

	get page(): PDFPage {
		return this.pages.at(-1)!;
	}

	/** Writes and gives the y of the next line. */
	text(text: string, x: number, y: number, style: TextStyle = {}): number {
		const {
			size = 9,
			font = this.fonts.text,
			colour = INK,
			right = false,
			width = Infinity,
			leading = size * 1.38
		} = style;
		let line = y;
		for (const part of wrapped(text, font, size, width)) {
			const at = right ? x - font.widthOfTextAtSize(part, size) : x;
			this.page.drawText(part, { x: at, y: line, size, font, color: colour });
			line -= leading;
		}
		return line;
	}

	rule(y: number, { from = LEFT, to = RIGHT, colour = LINE, thickness = 0.6 } = {}): void {
		this.page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness, color: colour });
	}
}

const LOGO = { width: 140, height: 34 };

function drawLogo(page: PDFPage, picture: PDFImage): void {
	const { width, height } = picture.scaleToFit(LOGO.width, LOGO.height);
	page.drawImage(picture, { x: RIGHT - width, y: TOP + 8 - height, width, height });
}

export function wrapped(text: string, font: PDFFont, size: number, width: number): string[] {
	return whole(text)
		.split('\n')
		.flatMap((paragraph) => {
			const fits = (line: string) => font.widthOfTextAtSize(line, size) <= width;
			return fits(paragraph) ? [paragraph] : lines(paragraph.split(' '), fits);
		});
}

/** An account number, a registration or an amount is never parted between two lines. */
const whole = (text: string): string => text.replace(/(?<=\d) (?=[\d€£$%])/g, '\u00a0');

function lines(words: readonly string[], fits: (line: string) => boolean): string[] {
	const done: string[] = [];
	for (const word of words) {
		const last = done.at(-1);
		const longer = `${last} ${word}`;
		if (last !== undefined && fits(longer)) done[done.length - 1] = longer;
		else done.push(...cut(word, fits));
	}
	return done;
}

/** A word wider than its column is broken rather than printed over the next one. */
function cut(word: string, fits: (line: string) => boolean): string[] {
	const parts: string[] = [''];
	for (const letter of word) {
		const longer = parts.at(-1)! + letter;
		if (fits(longer) || parts.at(-1) === '') parts[parts.length - 1] = longer;
		else parts.push(letter);
	}
	return parts;
}
