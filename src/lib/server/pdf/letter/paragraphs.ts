import { BOTTOM, LEFT, RIGHT, TOP, wrapped, type Sheet } from '../sheet';

export const PARAGRAPH_SIZE = 9.5;
const BETWEEN = 6;

/** However long they are: what does not fit goes on at the top of the next page. Gives the y below. */
export function drawParagraphs(sheet: Sheet, paragraphs: readonly string[], top: number): number {
	let y = top;
	for (const paragraph of paragraphs) {
		for (const line of wrapped(paragraph, sheet.fonts.text, PARAGRAPH_SIZE, RIGHT - LEFT)) {
			if (y < BOTTOM) {
				sheet.addPage();
				y = TOP;
			}
			y = sheet.text(line, LEFT, y, { size: PARAGRAPH_SIZE });
		}
		y -= BETWEEN;
	}
	return y;
}
