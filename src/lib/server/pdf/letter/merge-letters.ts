import { PageSizes, PDFDocument } from 'pdf-lib';
import { blankPagesAfter, type Sides } from '$lib/domain/dunning/print-order';

/** Letters one after the other, each beginning on a sheet of its own; read one by one. */
export async function mergeLetters(
	letters: readonly (() => Promise<Uint8Array>)[],
	sides: Sides,
	at: Date
): Promise<{ content: Uint8Array; pages: number }> {
	const pdf = await PDFDocument.create();
	for (const read of letters) await append(pdf, await read(), sides);
	pdf.setProducer('Entendu');
	pdf.setCreator('Entendu');
	pdf.setCreationDate(at);
	pdf.setModificationDate(at);
	return { content: await pdf.save(), pages: pdf.getPageCount() };
}

async function append(pdf: PDFDocument, letter: Uint8Array, sides: Sides): Promise<void> {
	const source = await PDFDocument.load(letter, { updateMetadata: false });
	const pages = await pdf.copyPages(source, source.getPageIndices());
	for (const page of pages) pdf.addPage(page);
	for (let blank = blankPagesAfter(pages.length, sides); blank > 0; blank--)
		pdf.addPage(PageSizes.A4);
}
