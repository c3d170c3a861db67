import { payeeOf, transferReference } from '$lib/domain/receivables/transfer';
import { ukAccount } from '$lib/domain/receivables/uk-account';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { INK, LEFT, MUTED, RIGHT, wrapped, type Sheet } from '../sheet';
import { epcSquares } from './epc-qr';
import type { LetterFacts, LetterWords } from './facts';
import { PARAGRAPH_SIZE } from './paragraphs';

const QR = 84;
/** Beside the square. */
export const BESIDE = RIGHT - LEFT - QR - 14;
const LEADING = 1.38;

export interface PaymentBlock {
	/** What follows begins below the account, beside the square. */
	below: number;
	/** From here on the whole width is free. */
	free: number;
}

/** Where to pay, and the square that says it to a telephone. */
export function drawPayment(
	sheet: Sheet,
	facts: LetterFacts,
	words: LetterWords,
	y: number
): PaymentBlock {
	const rows = payRows(facts, words);
	if (rows.length) sheet.text(rows.join('\n'), LEFT, y, { size: PARAGRAPH_SIZE, width: BESIDE });
	const squares = squaresOf(facts);
	if (squares) {
		drawSquares(sheet, squares, RIGHT - QR, y + 8);
		sheet.text(words('qr'), RIGHT, y - QR - 1, { size: 7, colour: MUTED, right: true });
	}
	return paymentBlock(sheet, facts, words, y);
}

/** Where it would end. */
export function paymentBlock(
	{ fonts }: Sheet,
	facts: LetterFacts,
	words: LetterWords,
	y: number
): PaymentBlock {
	const rows = payRows(facts, words);
	if (rows.length === 0) return { below: y, free: y };
	const lines = wrapped(rows.join('\n'), fonts.text, PARAGRAPH_SIZE, BESIDE).length;
	const below = y - lines * PARAGRAPH_SIZE * LEADING - 6;
	return { below, free: squaresOf(facts) ? Math.min(below, y - QR - 14) : below };
}

function payRows({ sender, recipient, language }: LetterFacts, words: LetterWords): string[] {
	if (!sender.iban) return [];
	return [
		words('pay_to', { holder: payeeOf(sender) }),
		...britishRows(sender.iban, language),
		[`IBAN\u00a0${inGroups(sender.iban)}`, sender.bic && `BIC\u00a0${sender.bic}`]
			.filter(Boolean)
			.join(' · '),
		say('statement_reference', { code: recipient.code }, language)
	];
}

/** What a transfer inside the country asks for. */
function britishRows(iban: string, language: Language): string[] {
	const british = ukAccount(iban);
	if (!british) return [];
	return [
		`${say('portal_bank_sort_code', {}, language)} ${british.sortCode}`,
		`${say('portal_bank_account', {}, language)} ${british.account}`
	];
}

const inGroups = (iban: string): string =>
	iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0');

/** Of one sum in euros; several are several transfers. */
function squaresOf({ sender, sums, lines, recipient }: LetterFacts): boolean[][] | null {
	const [only, ...others] = sums;
	if (!sender.iban || !only || others.length) return null;
	const amount = { minor: only.totalMinor, currency: only.currency };
	const { iban, bic } = sender;
	const asked = lines.filter(({ claimedMinor }) => claimedMinor > 0n);
	const text = transferReference(
		recipient.code,
		asked.map(({ number }) => number)
	);
	return epcSquares({ holder: payeeOf(sender), iban, bic, amount, text });
}

function drawSquares(sheet: Sheet, squares: boolean[][], x: number, top: number): void {
	const side = QR / squares.length;
	for (const [row, cells] of squares.entries())
		for (const [column, dark] of cells.entries())
			if (dark)
				sheet.page.drawRectangle({
					x: x + column * side,
					y: top - (row + 1) * side,
					width: side,
					height: side,
					color: INK
				});
}
