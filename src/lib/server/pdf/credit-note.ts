import { PDFDocument } from 'pdf-lib';
import type { LocalDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { formatDay, formatMoney } from '$lib/i18n/format';
import type { Scope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import { openInvoices } from '../invoices/queries';
import { allocationsOfCreditNote } from '../payments/queries';
import { logoOf } from '../settings/logo/logo';
import { organisationOf } from '../settings/queries';
import { drawFoot } from './invoice-foot';
import { drawParties } from './invoice-head';
import { wordsIn, type Words } from './invoice-words';
import type { PdfFile } from './invoice';
import { LEFT, LINE, MUTED, RIGHT, Sheet, TOP } from './sheet';

export interface PrintedNote {
	id: string;
	customerId: string;
	number: string;
	issuedOn: LocalDate;
	totalMinor: bigint;
	currency: string;
	/** Of the case it settles. */
	reference: string;
}

/** The credit note as the ledger knows it, called a copy: the original is the creditor's own. */
export async function creditNotePdf(unit: Unit<Scope>, note: PrintedNote): Promise<PdfFile> {
	const facts = await factsOf(unit, note);
	const name = `${note.number.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.pdf`;
	return { name, content: await draw(facts) };
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

async function factsOf(unit: Unit<Scope>, note: PrintedNote) {
	const settled = await allocationsOfCreditNote(unit, note.id);
	const invoices = await openInvoices(unit, {
		invoiceIds: settled.map(({ invoiceId }) => invoiceId)
	});
	const numbers = new Map(invoices.map(({ id, number }) => [id, number]));
	const buyer = await customerById(unit, note.customerId);
	const seller = await organisationOf(unit);
	return {
		note,
		buyer,
		seller,
		logo: (await logoOf(seller))?.paper,
		language: buyer.language,
		lines: settled.map(({ invoiceId, amountMinor }) => ({
			number: numbers.get(invoiceId) ?? '',
			amountMinor
		}))
	};
}

async function draw(facts: Facts): Promise<Uint8Array> {
	const words = wordsIn(facts.language);
	const pdf = await PDFDocument.create();
	describe(pdf, facts, words('credit_title', { number: facts.note.number }));
	const sheet = await Sheet.open(pdf, facts.logo);
	const y = drawHead(sheet, facts, words);
	drawSums(sheet, facts, words, y);
	drawFoot(sheet, facts, words);
	return pdf.save();
}

function drawHead(sheet: Sheet, { note, buyer, seller, language }: Facts, words: Words): number {
	const below = drawParties(sheet, { buyer, seller }, words);
	const at = Math.min(below, TOP - 138) - 34;
	const title = words('credit_title', { number: note.number });
	sheet.text(title, LEFT, at, { size: 17, font: sheet.fonts.title });
	const day = formatDay(note.issuedOn, language);
	const about = words('credit_about', { day, reference: note.reference });
	return sheet.text(about, LEFT, at - 20, { size: 9.5, colour: MUTED }) - 14;
}

function drawSums(sheet: Sheet, { note, lines, language }: Facts, words: Words, top: number): void {
	const amount = (minor: bigint) => formatMoney(money(minor, note.currency), language);
	let y = top;
	sheet.rule(y + 16, { colour: LINE });
	for (const line of lines) {
		sheet.text(words('credit_on', { number: line.number }), LEFT, y, { size: 10 });
		sheet.text(amount(-line.amountMinor), RIGHT, y, { size: 10, right: true });
		y -= 19;
	}
	sheet.rule(y + 8, { colour: LINE });
	const bold = { size: 11.5, font: sheet.fonts.bold };
	sheet.text(words('credit_total'), LEFT, y - 10, bold);
	sheet.text(amount(-note.totalMinor), RIGHT, y - 10, { ...bold, right: true });
	const copy = words('credit_copy');
	sheet.text(copy, LEFT, y - 46, { size: 8, colour: MUTED, width: RIGHT - LEFT });
}

function describe(pdf: PDFDocument, { note, seller, language }: Facts, title: string): void {
	const issued = new Date(`${note.issuedOn}T12:00:00Z`);
	pdf.setTitle(title, { showInWindowTitleBar: true });
	pdf.setAuthor(seller.legalName);
	pdf.setLanguage(language);
	pdf.setProducer('Entendu');
	pdf.setCreator('Entendu');
	// Same ledger, same file.
	pdf.setCreationDate(issued);
	pdf.setModificationDate(issued);
}
