import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument } from 'pdf-lib';

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];
type Font = Exclude<Awaited<ReturnType<Fontkit['create']>>, null | { fonts: unknown }>;
type Subset = ReturnType<Font['createSubset']>;

/**
 * pdf-lib takes `encode()` for the way to write a subset; this fontkit means something else by that
 * name and writes with `encodeStream()`. Only what both understand the same way is shown.
 */
export const subsettingFontkit: Fontkit = {
	create(bytes: Uint8Array) {
		const font: Font = fontkit.create(bytes);
		const createSubset = font.createSubset.bind(font);
		font.createSubset = () => streamedOnly(createSubset());
		return font;
	}
};

const streamedOnly = (subset: Subset): Subset => ({
	includeGlyph: (glyph) => subset.includeGlyph(glyph),
	encodeStream: () => subset.encodeStream!()
});
