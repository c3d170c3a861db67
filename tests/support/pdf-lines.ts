import type { PDFRawStream } from 'pdf-lib';
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage } from 'pdf-lib';

interface Word {
	x: number;
	y: number;
	text: string;
}

/** The lines of every page as they stand on paper, from the left to the right: reads what our own drawing writes, no more. */
export async function linesOfPdf(content: Uint8Array): Promise<string[]> {
	const pdf = await PDFDocument.load(content);
	return pdf.getPages().flatMap((page) => linesIn(wordsOn(page)));
}

function linesIn(words: readonly Word[]): string[] {
	const heights = [...new Set(words.map(({ y }) => y))].sort((a, b) => b - a);
	return heights.map((height) =>
		words
			.filter(({ y }) => y === height)
			.sort((a, b) => a.x - b.x)
			.map(({ text }) => text)
			.join(' ')
			.replace(/\s+/g, ' ')
			.trim()
	);
}

/** A font, a place, the glyphs. */
const DRAWN = /\/(\S+) [\d.]+ Tf|(?:[-\d.]+ ){4}([-\d.]+) ([-\d.]+) Tm|<([0-9A-Fa-f]*)> Tj/g;

function wordsOn(page: PDFPage): Word[] {
	const signs = new Map<string, Map<string, string>>();
	const words: Word[] = [];
	let [font, x, y] = ['', 0, 0];
	for (const [, named, left, height, glyphs] of streamOf(page).matchAll(DRAWN)) {
		if (named) font = named;
		else if (left) [x, y] = [Number(left), Math.round(Number(height) * 10)];
		else {
			if (!signs.has(font)) signs.set(font, signsOf(page, font));
			const of = signs.get(font)!;
			const text = (glyphs!.match(/.{4}/g) ?? []).map((code) => of.get(code.toUpperCase()) ?? '');
			words.push({ x, y, text: text.join('') });
		}
	}
	return words;
}

function streamOf(page: PDFPage): string {
	const contents = page.node.Contents();
	const streams = contents instanceof PDFArray ? contents.asArray() : [contents];
	return streams
		.map((one) => page.doc.context.lookup(one as never))
		.map((one) => textOf(one as PDFRawStream))
		.join('\n');
}

const textOf = (stream: PDFRawStream): string =>
	Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1');

/** What each glyph of a font stands for, as the font itself says. */
function signsOf(page: PDFPage, name: string): Map<string, string> {
	const fonts = page.node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
	const font = fonts.lookup(PDFName.of(name), PDFDict);
	const map = textOf(font.lookup(PDFName.of('ToUnicode')) as PDFRawStream);
	return new Map(
		[...map.matchAll(/<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>/g)].map(([, code, sign]) => [
			code!.toUpperCase(),
			Buffer.from(sign!, 'hex').swap16().toString('utf16le')
		])
	);
}
