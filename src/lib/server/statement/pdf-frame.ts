import { rgb, type Color } from 'pdf-lib';
import { payeeOf } from '$lib/domain/receivables/transfer';
import { ukAccount } from '$lib/domain/receivables/uk-account';
import { formatInstant } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { freshPage } from '../pdf/ledger-table';
import { BOTTOM, LEFT, LINE, MUTED, RIGHT, TOP, type Sheet } from '../pdf/sheet';
import type { StatementFacts } from './facts';

const BUYER_X = 320;

/** Whose account with whom, and as of when; gives the y below. */
export function drawHead(sheet: Sheet, facts: StatementFacts): number {
	const belowSeller = drawCreditor(sheet, facts);
	const belowBuyer = drawCustomer(sheet, facts);
	const y = Math.min(belowSeller, belowBuyer) - 24;
	sheet.text(m.statement_title(), LEFT, y, { size: 17, font: sheet.fonts.title });
	const asOf = formatInstant(facts.now, facts.timeZone);
	sheet.text(m.statement_as_of({ at: asOf }), LEFT, y - 18, { colour: MUTED });
	if (facts.accounts.length > 0) return y - 48;
	return sheet.text(m.statement_nothing(), LEFT, y - 48, { size: 11 }) - 20;
}

function drawCreditor(sheet: Sheet, { creditor }: StatementFacts): number {
	const accent = colourOf(creditor.accent);
	sheet.page.drawRectangle({ x: LEFT, y: TOP - 20, width: 4, height: 28, color: accent });
	const title = { size: 19, font: sheet.fonts.title, colour: accent, width: 240 };
	const below = sheet.text(creditor.name, LEFT + 14, TOP - 12, title);
	const contact = [creditor.address, creditor.phone, creditor.email].filter(Boolean).join('\n');
	return sheet.text(contact, LEFT, below - 6, { size: 8.5, colour: MUTED, width: 240 });
}

function drawCustomer(sheet: Sheet, { customer }: StatementFacts): number {
	const width = RIGHT - BUYER_X;
	const style = { size: 11, font: sheet.fonts.bold, width };
	const belowName = sheet.text(customer.name, BUYER_X, TOP - 42, style);
	const belowAddress = sheet.text(customer.address, BUYER_X, belowName, { size: 9.5, width });
	const code = m.statement_account({ code: customer.code });
	return sheet.text(code, BUYER_X, belowAddress - 3, { size: 8, colour: MUTED });
}

/** Beside the sums: the room left of them. */
const BANK_WIDTH = 235;
const BANK_HEIGHT = 116;

/** Where to pay, on the page of the first sums; without an account number nothing is said. */
export const bankBeside = (sheet: Sheet, facts: StatementFacts) => ({
	height: facts.creditor.iban ? BANK_HEIGHT : 0,
	draw: (top: number) => drawBank(sheet, facts, top)
});

/** Where nothing is open there are no sums. */
export function drawBankAlone(sheet: Sheet, facts: StatementFacts, top: number): void {
	drawBank(sheet, facts, top - BANK_HEIGHT < BOTTOM ? freshPage(sheet) : top);
}

function drawBank(sheet: Sheet, { creditor, customer }: StatementFacts, top: number): void {
	if (!creditor.iban) return;
	const y = sheet.text(m.statement_pay_to(), LEFT, top, { size: 12, font: sheet.fonts.title }) - 4;
	const iban = creditor.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0');
	const british = ukAccount(creditor.iban);
	const lines = [
		payeeOf(creditor),
		british && `${m.portal_bank_sort_code()} ${british.sortCode}`,
		british && `${m.portal_bank_account()} ${british.account}`,
		`IBAN ${iban}`,
		creditor.bic && `BIC ${creditor.bic}`,
		m.statement_reference({ code: customer.code })
	];
	sheet.text(lines.filter(Boolean).join('\n'), LEFT, y, { size: 9.5, width: BANK_WIDTH });
}

/** Who signs, and which page of how many. */
export function drawFoot(sheet: Sheet, { creditor, customer }: StatementFacts): void {
	const identity = [creditor.legalName, creditor.registration].filter(Boolean).join(' · ');
	const style = { size: 7, font: sheet.fonts.text, color: MUTED };
	for (const [index, page] of sheet.pages.entries()) {
		const ends = { start: { x: LEFT, y: 66 }, end: { x: RIGHT, y: 66 } };
		page.drawLine({ ...ends, thickness: 0.6, color: LINE });
		page.drawText(identity.replaceAll('\n', ' · ').slice(0, 110), { x: LEFT, y: 54, ...style });
		const number = m.statement_page({
			...{ code: customer.code, page: index + 1, pages: sheet.pages.length }
		});
		const x = RIGHT - sheet.fonts.text.widthOfTextAtSize(number, 7);
		page.drawText(number, { x, y: 54, ...style });
	}
}

function colourOf(hex: string): Color {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
		(at) => parseInt(hex.slice(at, at + 2), 16) / 255
	);
	return rgb(red, green, blue);
}
