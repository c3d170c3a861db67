import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument } from 'pdf-lib';

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];
type Font = ReturnType<Fontkit['create']>;

/**
 * pdf-lib takes `encode()` for the way to write a subset; this fontkit means something else by that
 * name and writes with `encodeStream()`. Only what both understand the same way is shown.
 */
export const subsettingFontkit: Fontkit = {
	create(bytes: Uint8Array) {
		const font = (fontkit as unknown as Fontkit).create(bytes);
		const createSubset = font.createSubset.bind(font);
		font.createSubset = () => streamedOnly(createSubset());
		return font;
	}
};

type Subset = ReturnType<Font['createSubset']>;

const streamedOnly = (subset: Subset): Subset =>
	({
		cff: (subset as { cff?: unknown }).cff,
		includeGlyph: (glyph: Parameters<Subset['includeGlyph']>[0]) => subset.includeGlyph(glyph),
		encodeStream: () => subset.encodeStream!()
	}) as Subset;
