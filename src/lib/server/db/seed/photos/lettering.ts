import { createRequire } from 'node:module';
import fs from 'node:fs';
import fontkit from '@pdf-lib/fontkit';

/** Letters as outlines: a machine without fonts draws the same picture. */
export function lettering(
	text: string,
	x: number,
	y: number,
	size: number,
	{ bold = false, fill = '#222' } = {}
): string {
	const font = fontOf(bold);
	const { glyphs, positions } = font.layout(text);
	const scale = size / font.unitsPerEm;
	let pen = 0;
	const outlines = glyphs.map((glyph, index) => {
		const at = pen;
		pen += positions[index]?.xAdvance ?? 0;
		return `<path transform="translate(${at} 0)" d="${glyph.path.toSVG()}"/>`;
	});
	return `<g fill="${fill}" transform="translate(${x} ${y}) scale(${scale} ${-scale})">${outlines.join('')}</g>`;
}

/** A pen line that wavers like handwriting: a signature, a tick, a crossing out. */
export const penStroke = (path: string, colour = '#1f3a93', width = 3): string =>
	`<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" opacity="0.85"/>`;

interface Font {
	unitsPerEm: number;
	layout(text: string): {
		glyphs: { path: { toSVG(): string } }[];
		positions: { xAdvance: number }[];
	};
}
const fonts = new Map<boolean, Font>();

function fontOf(bold: boolean): Font {
	const known = fonts.get(bold);
	if (known) return known;
	const name = `dejavu-fonts-ttf/ttf/DejaVuSansCondensed${bold ? '-Bold' : ''}.ttf`;
	const bytes = fs.readFileSync(createRequire(import.meta.url).resolve(name));
	const font = fontkit.create(bytes) as unknown as Font;
	fonts.set(bold, font);
	return font;
}
