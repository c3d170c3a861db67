import { itemClaims, type ClaimableLine, type ItemWish } from '$lib/domain/disputes/item-claims';
import { readQuantity } from '$lib/domain/disputes/lines';
import type { LineFigureKind } from '$lib/domain/disputes/reason-field';
import { AppError } from '$lib/domain/errors';
import { claimRefusal } from '$lib/i18n/claim-refusal';
import type { Language } from '$lib/i18n/language';
import { DECIMAL_SIGN, readAmount } from '$lib/i18n/read-amount';
import { claimedIn, type Typed } from './typed';

export interface KnownInvoice {
	id: string;
	number: string;
	currency: string;
	freeMinor: bigint;
}
export interface KnownLine extends ClaimableLine {
	invoiceId: string;
}
export interface Choice {
	typed: Typed;
	lines: readonly KnownLine[];
	/** As the reason asks; an amount while there is none. */
	figure: LineFigureKind;
	language: Language;
}

/** One invoice or line as the door of disputes takes it. */
export interface Item extends ItemWish {
	invoiceId: string;
}

/** What is claimed of an invoice, item by item, or what is wrong with it. Of a line nobody ticked, nothing. */
export function claimsOf(invoice: KnownInvoice, choice: Choice): (Item | AppError)[] {
	const own = choice.lines.filter(({ invoiceId }) => invoiceId === invoice.id);
	return choice.typed.part === 'lines' && own.length > 0
		? ofLines(invoice, own, choice)
		: [ofWhole(invoice, choice)];
}

function ofWhole(invoice: KnownInvoice, { typed, language }: Choice): Item | AppError {
	const { id, currency, freeMinor } = invoice;
	const claimedMinor = claimedIn(typed, id, currency, language);
	if (claimedMinor === undefined) return { invoiceId: id };
	if (claimedMinor === 'none') return new AppError('disputed_required', {}, `amount-${id}`);
	if (claimedMinor === null) return new AppError('amount_invalid', {}, `amount-${id}`);
	const item = { invoiceId: id, claimedMinor };
	const claim = itemClaims(freeMinor, [item], [])[0]!;
	return 'problem' in claim ? claimRefusal(claim, invoice, undefined, language) : item;
}

function ofLines(
	invoice: KnownInvoice,
	own: readonly KnownLine[],
	choice: Choice
): (Item | AppError)[] {
	const ticked = own.filter(({ id }) => choice.typed.lines.includes(id));
	const { id, number, freeMinor } = invoice;
	if (ticked.length === 0) return [new AppError('line_required', { number }, `lines-${id}`)];
	const read = ticked.map((line) => itemOf(line, invoice, choice));
	const items = read.filter((item): item is Item => !(item instanceof AppError));
	const claims = new Map(
		itemClaims(freeMinor, items, own).map((claim, place) => [items[place]!, claim])
	);
	return read.map((item) => {
		if (item instanceof AppError) return item;
		const claim = claims.get(item)!;
		if (!('problem' in claim)) return item;
		return claimRefusal(claim, invoice, item.invoiceLineId, choice.language);
	});
}

function itemOf(line: KnownLine, invoice: KnownInvoice, choice: Choice): Item | AppError {
	const item = { invoiceId: invoice.id, invoiceLineId: line.id };
	// Contested already: whatever was typed about it says nothing more.
	if (line.reference) return item;
	const figure = figureOf(line, invoice, choice);
	if (typeof figure === 'string') return new AppError(figure, {}, `figure-${line.id}`);
	return { ...item, ...figure };
}

/** What was typed about a line; nothing typed contests the whole of it. */
function figureOf(
	{ id }: KnownLine,
	{ currency }: KnownInvoice,
	{ typed, figure, language }: Choice
): Omit<ItemWish, 'invoiceLineId'> | 'quantity_invalid' | 'amount_invalid' {
	const text = typed.figures[id]?.trim() ?? '';
	if (!text) return {};
	if (figure === 'received') {
		const receivedQuantity = readQuantity(text, DECIMAL_SIGN[language]);
		return receivedQuantity === null ? 'quantity_invalid' : { receivedQuantity };
	}
	const minor = readAmount(text, currency, language);
	if (minor === null) return 'amount_invalid';
	return figure === 'expected' ? { expectedUnitPriceMinor: minor } : { claimedMinor: minor };
}
