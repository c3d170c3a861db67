import { claimProblem } from '$lib/domain/disputes/claim';
import { AppError } from '$lib/domain/errors';
import { money } from '$lib/domain/money';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import { formatMoney } from '$lib/i18n/format';
import type { Unit } from '../db/client';
import type { OpeningScope, OpenInvoice } from '../invoices/portal-queries';
import { linesOf } from '../invoices/queries';
import type { Reason } from '../settings/queries';
import type { OpenDispute } from './open-dispute';
import { activeClaims, type ActiveClaim } from './queries';

export interface ClaimedItem {
	invoiceId: string;
	invoiceLineId: string | null;
	number: string;
	currency: string;
	claimedMinor: bigint;
	/** Open on the invoice and contested by nobody once this claim is made. */
	stillDueMinor: bigint;
}

/** The amounts of a new case: the whole is what is open and not contested yet. */
export async function claimsFor(
	unit: Unit<OpeningScope>,
	{ customerId, items }: Pick<OpenDispute, 'customerId' | 'items'>,
	{ holdsWholeInvoice }: Pick<Reason, 'holdsWholeInvoice'>,
	invoices: readonly OpenInvoice[]
): Promise<ClaimedItem[]> {
	if (items.length === 0) throw new AppError('invoice_required', {}, 'invoice');
	const earlier = await activeClaims(unit, { customerId });
	const claimed = items.map((item) => claim(item, invoices, earlier));
	refuseRepetition(claimed);
	await refuseForeignLines(unit, claimed);
	// Nothing of it can be paid until the answer, whatever part is claimed.
	return holdsWholeInvoice ? claimed.map((item) => ({ ...item, stillDueMinor: 0n })) : claimed;
}

function claim(
	item: OpenDispute['items'][number],
	invoices: readonly OpenInvoice[],
	earlier: readonly ActiveClaim[]
): ClaimedItem {
	const about = invoices.find(({ id }) => id === item.invoiceId);
	if (!about) throw new AppError('not_found', {}, 'invoice');
	const free = freeMinor(about, earlier);
	if (free === 0n) throw nothingLeft(about, earlier);
	const claimedMinor = item.claimedMinor ?? free;
	const problem = claimProblem(claimedMinor, free);
	if (problem)
		throw new AppError(
			problem,
			{ number: about.number, max: formatMoney(money(free, about.currency)) },
			`amount-${about.id}`
		);
	return {
		invoiceId: about.id,
		invoiceLineId: item.invoiceLineId ?? null,
		number: about.number,
		currency: about.currency,
		claimedMinor,
		stillDueMinor: free - claimedMinor
	};
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

/** One invoice once per case, and one currency per case: two currencies are never added. */
function refuseRepetition(claimed: readonly ClaimedItem[]): void {
	if (
		new Set(claimed.map(({ invoiceId, invoiceLineId }) => `${invoiceId}/${invoiceLineId}`)).size <
		claimed.length
	)
		throw new AppError('invalid_input', { field: 'invoice' }, 'invoice');
	if (new Set(claimed.map(({ currency }) => currency)).size > 1)
		throw new AppError('invalid_input', { field: 'currency' }, 'invoice');
}

/** A line belongs to the invoice it is claimed of: the database only knows that some invoice has it. */
async function refuseForeignLines(
	unit: Unit<OpeningScope>,
	claimed: readonly ClaimedItem[]
): Promise<void> {
	for (const { invoiceId, invoiceLineId } of claimed) {
		if (!invoiceLineId) continue;
		const lines = await linesOf(unit, invoiceId);
		if (!lines.some(({ id }) => id === invoiceLineId))
			throw new AppError('not_found', {}, 'invoice');
	}
}
