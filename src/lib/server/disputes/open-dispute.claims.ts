import { itemClaims } from '$lib/domain/disputes/item-claims';
import { AppError } from '$lib/domain/errors';
import { groupBy } from '$lib/domain/group-by';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import { claimRefusal } from '$lib/i18n/claim-refusal';
import type { Unit } from '../db/client';
import type { OpeningScope, OpenInvoice } from '../invoices/portal-queries';
import { linesOfAll, type InvoiceLine } from '../invoices/queries';
import type { OpenDispute } from './open-dispute';
import { claimableLines, figuresOf } from './open-dispute.lines';
import { activeClaims, type ActiveClaim } from './queries';

export interface ClaimedItem {
	invoiceId: string;
	invoiceLineId: string | null;
	number: string;
	currency: string;
	claimedMinor: bigint;
	claimedQuantity: string | null;
	expectedUnitPriceMinor: bigint | null;
}
export type Item = OpenDispute['items'][number];

interface Claiming extends Pick<OpenDispute, 'customerId' | 'items'> {
	/** The case that is amended: what it claimed is free again. */
	exceptCase?: string;
}

/** The amounts of a new case: together never more than what is open of an invoice and not contested yet. */
export async function claimsFor(
	unit: Unit<OpeningScope>,
	{ customerId, items, exceptCase }: Claiming,
	invoices: readonly OpenInvoice[]
): Promise<ClaimedItem[]> {
	if (items.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	refuseRepetition(items);
	const earlier = await activeClaims(unit, { customerId, exceptCase });
	const lines = await linesOfAll(
		unit,
		items.filter(({ invoiceLineId }) => invoiceLineId).map(({ invoiceId }) => invoiceId)
	);
	const claimed = [...groupBy(items, ({ invoiceId }) => invoiceId)].flatMap(([invoiceId, own]) => {
		const about = invoices.find(({ id }) => id === invoiceId);
		if (!about) throw new AppError('not_found', {}, 'invoice');
		return claim(about, own, { earlier, lines });
	});
	refuseSecondCurrency(claimed);
	return claimed;
}

interface Around {
	earlier: readonly ActiveClaim[];
	lines: readonly InvoiceLine[];
}

/** What is claimed of one invoice. @throws the first refusal, at its field */
function claim(about: OpenInvoice, items: readonly Item[], around: Around): ClaimedItem[] {
	const free = freeMinor(about, around.earlier);
	if (free === 0n) throw nothingLeft(about, around.earlier);
	const lines = claimableLines(about, around.lines, around.earlier);
	return itemClaims(free, items, lines).map((claim, place) => {
		const item = items[place]!;
		if ('problem' in claim) throw claimRefusal(claim, about, item.invoiceLineId);
		return {
			...{ invoiceId: about.id, number: about.number, currency: about.currency },
			...figuresOf(item, lines),
			claimedMinor: claim.claimedMinor
		};
	});
}

/** What may still be contested of an invoice. */
export function freeMinor(about: OpenInvoice, earlier: readonly ActiveClaim[]): bigint {
	const claims = earlier.filter(({ invoiceId }) => invoiceId === about.id);
	return about.openMinor - disputedMinor(about.openMinor, claims);
}

function nothingLeft(about: OpenInvoice, earlier: readonly ActiveClaim[]): AppError {
	const reference = earlier.find(({ invoiceId }) => invoiceId === about.id)?.reference;
	if (about.openMinor === 0n || !reference)
		return new AppError('nothing_to_dispute', { number: about.number }, 'invoice');
	return new AppError('already_in_dispute', { number: about.number, reference }, 'invoice');
}

/** An invoice once per case, or each of its lines once: never the whole and a line of it. */
function refuseRepetition(items: readonly Item[]): void {
	for (const own of groupBy(items, ({ invoiceId }) => invoiceId).values()) {
		const distinct = new Set(own.map(({ invoiceLineId }) => invoiceLineId));
		if (distinct.size < own.length || (distinct.size > 1 && distinct.has(undefined)))
			throw new AppError('invalid_input', { field: 'invoice' }, 'invoice');
	}
}

/** One currency per case: two are never added. */
function refuseSecondCurrency(claimed: readonly ClaimedItem[]): void {
	if (new Set(claimed.map(({ currency }) => currency)).size > 1)
		throw new AppError('invalid_input', { field: 'currency' }, 'invoice');
}
