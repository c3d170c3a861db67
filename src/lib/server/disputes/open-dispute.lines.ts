import type { ClaimableLine } from '$lib/domain/disputes/item-claims';
import { quantityMissing } from '$lib/domain/disputes/lines';
import type { OpenInvoice } from '../invoices/portal-queries';
import type { InvoiceLine } from '../invoices/queries';
import type { ClaimedItem, Item } from './open-dispute.claims';
import type { ActiveClaim } from './queries';

/** The lines of an invoice, each with the open case that contests it. */
export const claimableLines = (
	{ id }: OpenInvoice,
	lines: readonly InvoiceLine[],
	earlier: readonly ActiveClaim[]
): ClaimableLine[] =>
	lines
		// The database only knows that some invoice has a line.
		.filter(({ invoiceId }) => invoiceId === id)
		.map((line) => ({
			...line,
			reference: earlier.find(({ invoiceLineId }) => invoiceLineId === line.id)?.reference ?? null
		}));

/** What is kept of an item besides its amount: an amount that was written says nothing else. */
export function figuresOf(
	{ invoiceLineId, claimedMinor, receivedQuantity, expectedUnitPriceMinor }: Item,
	lines: readonly ClaimableLine[]
): Pick<ClaimedItem, 'invoiceLineId' | 'claimedQuantity' | 'expectedUnitPriceMinor'> {
	const line = lines.find(({ id }) => id === invoiceLineId);
	const none = { claimedQuantity: null, expectedUnitPriceMinor: null };
	if (!line || claimedMinor !== undefined) return { invoiceLineId: line?.id ?? null, ...none };
	if (receivedQuantity === undefined)
		return {
			...{ invoiceLineId: line.id, claimedQuantity: null },
			expectedUnitPriceMinor: expectedUnitPriceMinor ?? null
		};
	const claimedQuantity = quantityMissing(line.quantity, receivedQuantity);
	return { invoiceLineId: line.id, claimedQuantity, expectedUnitPriceMinor: null };
}
