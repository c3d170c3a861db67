import { PDFDocument } from 'pdf-lib';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { readStoredFile } from '../files';
import { storedDocument } from '../invoices/document-queries';
import { invoiceFacts, type InvoiceFacts } from './invoice-facts';
import { drawFoot } from './invoice-foot';
import { drawHead } from './invoice-head';
import { drawLines } from './invoice-lines';
import { drawTotals } from './invoice-totals';
import { wordsIn } from './invoice-words';
import { Sheet } from './sheet';

export interface PdfFile {
	name: string;
	content: Uint8Array;
}

/** The invoice as it was received, else a copy drawn from the ledger and called one. */
export async function invoicePdf(unit: Unit<Scope>, invoiceId: string): Promise<PdfFile> {
	const stored = await storedDocument(unit, invoiceId);
	if (stored) return { name: stored.name, content: await readStoredFile(stored.storageKey) };
	const facts = await invoiceFacts(unit, invoiceId);
	return { name: fileName(facts), content: await drawCopy(facts) };
}

const fileName = ({ invoice }: InvoiceFacts): string =>
	`${invoice.number.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.pdf`;

async function drawCopy(facts: InvoiceFacts): Promise<Uint8Array> {
	const words = wordsIn(facts.language);
	const pdf = await PDFDocument.create();
	describe(pdf, facts, words('title_number', { number: facts.invoice.number }));
	const sheet = await Sheet.open(pdf, facts.logo);
	const belowHead = drawHead(sheet, facts, words);
	const belowLines = drawLines(sheet, facts, words, belowHead);
	drawTotals(sheet, facts, words, belowLines);
	drawFoot(sheet, facts, words);
	return pdf.save();
}

function describe(
	pdf: PDFDocument,
	{ invoice, seller, language }: InvoiceFacts,
	title: string
): void {
	const issued = new Date(`${invoice.issuedOn}T12:00:00Z`);
	pdf.setTitle(title, { showInWindowTitleBar: true });
	pdf.setAuthor(seller.legalName);
	pdf.setLanguage(language);
	pdf.setProducer('Entendu');
	pdf.setCreator('Entendu');
	// Same ledger, same file.
	pdf.setCreationDate(issued);
	pdf.setModificationDate(issued);
}
