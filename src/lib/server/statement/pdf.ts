import { PDFDocument } from 'pdf-lib';
import { m } from '$lib/i18n/paraglide/messages';
import type { Language } from '$lib/i18n/language';
import { drawLedger } from '../pdf/ledger-table';
import { Sheet } from '../pdf/sheet';
import type { StatementFacts } from './facts';
import { fileName } from './file-name';
import { bankBeside, drawBankAlone, drawFoot, drawHead } from './pdf-frame';
import { casesLedger, invoicesLedger, promisesLedger, saidLedger } from './pdf-ledgers';
import { drawBalance } from './pdf-balance';

/** On paper what the page says; no account is too long for it. */
export async function statementPdf(facts: StatementFacts, language: Language, logo?: Uint8Array) {
	const pdf = await PDFDocument.create();
	describe(pdf, facts, language);
	const sheet = await Sheet.open(pdf, logo);
	let y = drawHead(sheet, facts);
	for (const [place, account] of facts.accounts.entries()) {
		if (account.items.length > 0) y = await drawLedger(sheet, invoicesLedger(account), y);
		y = drawBalance(sheet, account, y, place === 0 ? bankBeside(sheet, facts) : undefined);
	}
	if (facts.cases.length > 0) y = await drawLedger(sheet, casesLedger(facts), y);
	if (facts.promises.length > 0) y = await drawLedger(sheet, promisesLedger(facts), y);
	if (facts.said.length > 0) y = await drawLedger(sheet, saidLedger(facts), y);
	if (facts.accounts.length === 0) drawBankAlone(sheet, facts, y);
	drawFoot(sheet, facts);
	const content = new Uint8Array(await pdf.save());
	return { name: fileName(facts, 'pdf'), mime: 'application/pdf', content };
}

function describe(pdf: PDFDocument, { creditor, now }: StatementFacts, language: Language): void {
	pdf.setTitle(m.statement_title(), { showInWindowTitleBar: true });
	pdf.setAuthor(creditor.legalName);
	pdf.setLanguage(language);
	pdf.setProducer('Entendu');
	pdf.setCreator('Entendu');
	pdf.setCreationDate(now);
	pdf.setModificationDate(now);
}
