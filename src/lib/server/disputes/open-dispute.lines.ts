import type { Wish } from '$lib/domain/disputes/claim';
import { lineClaim, quantityMissing, type LineProblem } from '$lib/domain/disputes/lines';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { formatMoney } from '$lib/i18n/format';
import type { OpenInvoice } from '../invoices/portal-queries';
import type { InvoiceLine } from '../invoices/queries';
import type { ClaimedItem, Item } from './open-dispute.claims';
import type { ActiveClaim } from './queries';

export type LineWish = Wish &
	Pick<ClaimedItem, 'invoiceLineId' | 'claimedQuantity' | 'expectedUnitPriceMinor'>;

interface Around {
	earlier: readonly ActiveClaim[];
	lines: readonly InvoiceLine[];
	freeMinor?: bigint;
}

/**
 * What an item asks of its invoice, before anybody looks at what is left of it.
 * @throws not_found, line_in_dispute, quantity_not_below, price_not_below
 */
export function wishOf(
	item: Item,
	about: OpenInvoice,
	{ earlier, lines, freeMinor }: Around
): LineWish {
	const typed = item.claimedMinor !== undefined;
	const whole = { invoiceLineId: null, claimedQuantity: null, expectedUnitPriceMinor: null };
	if (!item.invoiceLineId) return { ...whole, typed, minor: item.claimedMinor ?? freeMinor ?? 0n };
	const line = lineOf(item, lines);
	refuseContested(line, about, earlier);
	if (typed) return { ...whole, invoiceLineId: line.id, typed, minor: item.claimedMinor! };
	const claim = lineClaim(line, item);
	if ('problem' in claim) throw notBelow(claim.problem, line, about);
	return { ...figuresOf(item, line), typed, minor: claim.claimedMinor };
}

const figuresOf = (
	{ receivedQuantity, expectedUnitPriceMinor }: Item,
	{ id, quantity }: InvoiceLine
) => ({
	invoiceLineId: id,
	claimedQuantity:
		receivedQuantity === undefined ? null : quantityMissing(quantity, receivedQuantity),
	expectedUnitPriceMinor: receivedQuantity === undefined ? (expectedUnitPriceMinor ?? null) : null
});

/** A line belongs to the invoice it is claimed of: the database only knows that some invoice has it. */
function lineOf({ invoiceId, invoiceLineId }: Item, lines: readonly InvoiceLine[]): InvoiceLine {
	const line = lines.find((known) => known.id === invoiceLineId && known.invoiceId === invoiceId);
	if (!line) throw new AppError('not_found', {}, 'invoice');
	return line;
}

/** One line, one open case: whoever has more to say says it there. */
function refuseContested(
	{ id }: InvoiceLine,
	{ number }: OpenInvoice,
	earlier: readonly ActiveClaim[]
): void {
	const reference = earlier.find(({ invoiceLineId }) => invoiceLineId === id)?.reference;
	if (reference) throw new AppError('line_in_dispute', { number, reference }, `line-${id}`);
}

const notBelow = (
	problem: LineProblem,
	{ id, quantity, unitPriceMinor }: InvoiceLine,
	{ currency }: OpenInvoice
): AppError =>
	problem === 'quantity_not_below'
		? new AppError(problem, { max: String(Number(quantity)) }, `figure-${id}`)
		: new AppError(problem, { max: formatMoney(money(unitPriceMinor, currency)) }, `figure-${id}`);
