import { BOTTOM, LEFT, MUTED, RIGHT, TOP, wrapped, type Sheet } from '../sheet';
import { legalWords, type LetterFacts, type LetterWords } from './facts';
import { drawParagraphs, PARAGRAPH_SIZE } from './paragraphs';
import { BESIDE, drawPayment, paymentBlock, type PaymentBlock } from './payment';

const WIDTH = RIGHT - LEFT;
const WIDE = { size: PARAGRAPH_SIZE, width: WIDTH };
const LAW_SIZE = 8.5;
const LEADING = 1.38;
const BETWEEN = 6;

/** Where to pay, what the law says, and who signs: together, on a new sheet when they do not fit. */
export function drawClosing(
	sheet: Sheet,
	facts: LetterFacts,
	words: LetterWords,
	top: number
): void {
	let y = top;
	if (y - closingHeight(sheet, facts, words) < BOTTOM) {
		sheet.addPage();
		y = TOP;
	}
	if (hasDisputes(facts)) y = sheet.text(words('disputed_note'), LEFT, y, WIDE) - BETWEEN;
	const law = lawBeside(sheet, facts, drawPayment(sheet, facts, words, y));
	for (const { text, at, width } of law.sentences)
		sheet.text(text, LEFT, at, { size: LAW_SIZE, width, colour: MUTED });
	drawFarewell(sheet, facts, words, law.below);
}

const hasDisputes = ({ lines }: LetterFacts): boolean =>
	lines.some(({ disputedMinor }) => disputedMinor > 0n);

const high = ({ fonts }: Sheet, text: string, size: number, width: number): number =>
	wrapped(text, fonts.text, size, width).length * size * LEADING + BETWEEN;

/** The sentences of the law, beside the square as long as there is one. */
function lawBeside(sheet: Sheet, facts: LetterFacts, { below, free }: PaymentBlock) {
	let y = below;
	const sentences = legalWords(facts).map((text) => {
		const width = y > free ? BESIDE : WIDTH;
		const at = y;
		y -= high(sheet, text, LAW_SIZE, width);
		return { text, at, width };
	});
	return { sentences, below: Math.min(y, free) };
}

/** From the top of what closes the letter to below its last line. */
function closingHeight(sheet: Sheet, facts: LetterFacts, words: LetterWords): number {
	const note = hasDisputes(facts) ? high(sheet, words('disputed_note'), PARAGRAPH_SIZE, WIDTH) : 0;
	const law = lawBeside(sheet, facts, paymentBlock(sheet, facts, words, -note));
	const ending = endingOf(facts, words).reduce(
		(sum, text) => sum + high(sheet, text, PARAGRAPH_SIZE, WIDTH),
		0
	);
	return ending - law.below;
}

const endingOf = ({ own }: LetterFacts, words: LetterWords): readonly string[] =>
	own?.ending.length ? own.ending : [words('closing')];

/** The words of the organisation usually end with its name. */
const isSigned = (facts: LetterFacts, words: LetterWords): boolean =>
	endingOf(facts, words).some((paragraph) => paragraph.includes(facts.sender.name));

function drawFarewell(sheet: Sheet, facts: LetterFacts, words: LetterWords, top: number): void {
	let y = drawParagraphs(sheet, endingOf(facts, words), top) - 4;
	if (isSigned(facts, words)) return;
	// Above the line of the foot there is room for one line more.
	if (y < BOTTOM - LAST_LINE) {
		sheet.addPage();
		y = TOP;
	}
	sheet.text(facts.sender.name, LEFT, y, { size: PARAGRAPH_SIZE, font: sheet.fonts.bold });
}
const LAST_LINE = 10;
