import { createRequire } from 'node:module';
import fs from 'node:fs/promises';

import type { PDFDocument, PDFFont } from 'pdf-lib';
import { subsettingFontkit } from './fontkit';

export interface Fonts {
	text: PDFFont;
	bold: PDFFont;
	title: PDFFont;
}

const FILES = {
	text: 'DejaVuSansCondensed.ttf',
	bold: 'DejaVuSansCondensed-Bold.ttf',
	title: 'DejaVuSerifCondensed-Bold.ttf'
} as const;

/** DejaVu knows every letter a customer's name may hold; only the letters used travel in the file. */
export async function embedFonts(pdf: PDFDocument): Promise<Fonts> {
	pdf.registerFontkit(subsettingFontkit);
	const embed = async (name: keyof Fonts) =>
		readOnce(await pdf.embedFont(await fontBytes(FILES[name]), { subset: true }));
	return { text: await embed('text'), bold: await embed('bold'), title: await embed('title') };
}

/** Each text is shaped once: in a long table the same days, amounts and words come back thousands of times. */
function readOnce(font: PDFFont): PDFFont {
	const widths = new Map<string, number>();
	const widthOf = font.widthOfTextAtSize.bind(font);
	font.widthOfTextAtSize = (text, size) => {
		const width = widths.get(text) ?? widthOf(text, UNIT);
		widths.set(text, width);
		return (width * size) / UNIT;
	};
	const encoded = new Map<string, ReturnType<PDFFont['encodeText']>>();
	const encode = font.encodeText.bind(font);
	font.encodeText = (text) => {
		const known = encoded.get(text) ?? encode(text);
		encoded.set(text, known);
		return known;
	};
	return font;
}
/** A width grows with its size. */
const UNIT = 1000;

const read = new Map<string, Promise<Uint8Array>>();

function fontBytes(file: string): Promise<Uint8Array> {
	const found =
		read.get(file) ??
		fs.readFile(createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`));
	read.set(file, found);
	return found;
}
