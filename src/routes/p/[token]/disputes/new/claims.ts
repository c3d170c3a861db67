import { sharesOf } from '$lib/domain/disputes/claim';
import { lineClaim, readQuantity, type LineFigure } from '$lib/domain/disputes/lines';
import type { LineFigureKind } from '$lib/domain/disputes/reason-field';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { formatMoney, formatQuantity } from '$lib/i18n/format';
import type { Language } from '$lib/i18n/language';
import { DECIMAL_SIGN, readAmount } from '$lib/i18n/read-amount';
import { claimedIn, type Typed } from './typed';

export interface KnownInvoice {
	id: string;
	number: string;
	currency: string;
	freeMinor: bigint;
}
export interface KnownLine {
	invoiceId: string;
	id: string;
	quantity: string;
	unitPriceMinor: bigint;
	totalMinor: bigint;
	/** The open case that contests it already. */
	reference: string | null;
}
export interface Choice {
	typed: Typed;
	lines: readonly KnownLine[];
	/** As the reason asks; an amount while there is none. */
	figure: LineFigureKind;
	language: Language;
}

/** One invoice or line as the door of disputes takes it. */
export interface Item extends LineFigure {
	invoiceId: string;
	invoiceLineId?: string;
	claimedMinor?: bigint;
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
	const [share] = sharesOf(freeMinor, [{ minor: claimedMinor, typed: true }]);
	if ('claimedMinor' in share!) return { invoiceId: id, claimedMinor };
	return tooMuch(invoice, share!, `amount-${id}`);
}

function ofLines(
	invoice: KnownInvoice,
	own: readonly KnownLine[],
	choice: Choice
): (Item | AppError)[] {
	const ticked = own.filter(({ id }) => choice.typed.lines.includes(id));
	const { id, number, freeMinor } = invoice;
	if (ticked.length === 0) return [new AppError('line_required', { number }, `lines-${id}`)];
	const items = ticked.map((line) => itemOf(line, invoice, choice));
	const shares = sharesOf(
		freeMinor,
		items.map((item, index) => wishOf(item, ticked[index]!))
	);
	return items.map((item, index) => {
		const share = shares[index]!;
		if (item instanceof AppError || 'claimedMinor' in share) return item;
		return tooMuch(invoice, share, `line-${ticked[index]!.id}`);
	});
}

/** A line of which a figure is refused takes nothing from the others. */
function wishOf(item: Item | AppError, line: KnownLine) {
	if (item instanceof AppError) return { minor: 0n, typed: false };
	if (item.claimedMinor !== undefined) return { minor: item.claimedMinor, typed: true };
	const claim = lineClaim(line, item);
	return { minor: 'problem' in claim ? 0n : claim.claimedMinor, typed: false };
}

function itemOf(line: KnownLine, invoice: KnownInvoice, choice: Choice): Item | AppError {
	const field = `figure-${line.id}`;
	if (line.reference)
		return new AppError('line_in_dispute', { reference: line.reference }, `line-${line.id}`);
	const figure = figureOf(line, invoice, choice);
	if (typeof figure === 'string') return new AppError(figure, {}, field);
	const claim = lineClaim(line, figure);
	if ('problem' in claim)
		return new AppError(claim.problem, { max: billed(line, invoice, choice) }, field);
	return { invoiceId: invoice.id, invoiceLineId: line.id, ...figure };
}

/** What was typed about a line; nothing typed contests the whole of it. */
function figureOf(
	{ id }: KnownLine,
	{ currency }: KnownInvoice,
	{ typed, figure, language }: Choice
):
	| Pick<Item, 'claimedMinor' | 'receivedQuantity' | 'expectedUnitPriceMinor'>
	| 'quantity_invalid'
	| 'amount_invalid' {
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

const billed = (
	{ quantity, unitPriceMinor }: KnownLine,
	{ currency }: KnownInvoice,
	{ figure, language }: Choice
): string =>
	figure === 'received'
		? formatQuantity(quantity, language)
		: formatMoney(money(unitPriceMinor, currency), language);

const tooMuch = (
	{ number, currency }: KnownInvoice,
	{ problem, leftMinor }: Exclude<ReturnType<typeof sharesOf>[number], { claimedMinor: bigint }>,
	field: string
): AppError =>
	new AppError(problem, { number, max: formatMoney(money(leftMinor, currency)) }, field);
