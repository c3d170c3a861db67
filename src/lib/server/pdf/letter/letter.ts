import { degrees, PDFDocument, type PDFPage } from 'pdf-lib';
import { LEFT, LINE, MUTED, RIGHT, Sheet } from '../sheet';
import { drawOpening } from './body';
import { drawClosing } from './closing';
import { letterWords, type LetterFacts, type LetterWords } from './facts';
import { drawHead } from './head';
import { drawTable } from './table';

/** The letter as it is printed: same facts, same bytes. */
export async function letterPdf(
	facts: LetterFacts
): Promise<{ content: Uint8Array; pages: number }> {
	const words = letterWords(facts.language);
	const pdf = await PDFDocument.create();
	describe(pdf, facts);
	const sheet = await Sheet.open(pdf, facts.logo);
	const belowHead = drawHead(sheet, facts, words);
	const belowOpening = drawOpening(sheet, facts, words, belowHead);
	const belowTable = drawTable(sheet, facts, words, belowOpening);
	drawClosing(sheet, facts, words, belowTable - 6);
	drawFoot(sheet, facts, words);
	if (facts.isDraft) for (const page of sheet.pages) stampDraft(page, sheet, words);
	return { content: await pdf.save(), pages: sheet.pages.length };
}

function stampDraft(page: PDFPage, { fonts }: Sheet, words: LetterWords): void {
	page.drawText(words('draft'), {
		...{ x: 130, y: 300, size: 84, font: fonts.bold },
		...{ color: LINE, opacity: 0.6, rotate: degrees(45) }
	});
}

function describe(pdf: PDFDocument, { subject, sender, language, on }: LetterFacts): void {
	const noon = new Date(`${on}T12:00:00Z`);
	pdf.setTitle(subject, { showInWindowTitleBar: true });
	pdf.setAuthor(sender.legalName);
	pdf.setLanguage(language);
	pdf.setProducer('Entendu');
	pdf.setCreator('Entendu');
	pdf.setCreationDate(noon);
	pdf.setModificationDate(noon);
}

function drawFoot(sheet: Sheet, { sender, reference }: LetterFacts, words: LetterWords): void {
	const style = { size: 7, font: sheet.fonts.text, color: MUTED };
	const identity = [sender.legalName, sender.registration.split('\n')[0], reference].filter(
		Boolean
	);
	for (const [index, page] of sheet.pages.entries()) {
		page.drawLine({
			start: { x: LEFT, y: 66 },
			end: { x: RIGHT, y: 66 },
			thickness: 0.6,
			color: LINE
		});
		page.drawText(identity.join(' · '), { x: LEFT, y: 54, ...style });
		const number = words('page', { page: index + 1, pages: sheet.pages.length });
		page.drawText(number, {
			x: RIGHT - sheet.fonts.text.widthOfTextAtSize(number, 7),
			y: 54,
			...style
		});
	}
}
