import type { InvoiceFacts } from './invoice-facts';
import type { Words } from './invoice-words';
import { LEFT, LINE, MUTED, RIGHT, type Sheet } from './sheet';

/** Who signs, and which page of how many: written last, when the number of pages is known. */
export function drawFoot(
	sheet: Sheet,
	{ seller }: Pick<InvoiceFacts, 'seller'>,
	words: Words
): void {
	const identity = [seller.legalName, seller.registration].filter(Boolean).join('\n');
	const style = { size: 7, font: sheet.fonts.text, color: MUTED };
	for (const [index, page] of sheet.pages.entries()) {
		page.drawLine({
			start: { x: LEFT, y: 66 },
			end: { x: RIGHT, y: 66 },
			thickness: 0.6,
			color: LINE
		});
		for (const [row, text] of identity.split('\n').entries())
			page.drawText(text, { x: LEFT, y: 54 - row * 10, ...style });
		const number = words('page', { page: index + 1, pages: sheet.pages.length });
		page.drawText(number, {
			x: RIGHT - sheet.fonts.text.widthOfTextAtSize(number, 7),
			y: 54,
			...style
		});
	}
}
