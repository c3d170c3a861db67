import { totals, type Money } from '$lib/domain/money';
import { disputedMinor, payableMinor } from '$lib/domain/receivables/open-items';
import type { ActiveClaim } from '../disputes/queries';

/**
 * Of what open cases contest of an invoice, what a decision made payable again. No message asks for it
 * before the case is closed, and each says it apart, as the account page does.
 */
export interface RefusedPart {
	readonly invoiceId: string;
	readonly currency: string;
	readonly refusedMinor: bigint;
	/** References of the cases whose decision that was. */
	readonly disputes: readonly string[];
}

interface Owed {
	readonly invoiceId: string;
	readonly currency: string;
	readonly openMinor: bigint;
}

export const refusedParts = (
	invoices: readonly Owed[],
	claims: ReadonlyMap<string, readonly ActiveClaim[]>
): RefusedPart[] =>
	invoices.flatMap((invoice) => {
		const own = claims.get(invoice.invoiceId);
		return own ? refusedOf(invoice, own) : [];
	});

/** As much as the account page says (portal-states.ts). */
function refusedOf(
	{ invoiceId, currency, openMinor }: Owed,
	claims: readonly ActiveClaim[]
): RefusedPart[] {
	const free = openMinor - disputedMinor(openMinor, claims);
	const refusedMinor = payableMinor(openMinor, claims) - free;
	const decided = claims.filter((claim) => claim.refusedMinor > 0n);
	const disputes = [...new Set(decided.map(({ reference }) => reference))];
	return refusedMinor > 0n ? [{ invoiceId, currency, refusedMinor, disputes }] : [];
}

export const refusedTotals = (parts: readonly RefusedPart[]): Money[] =>
	totals(parts.map(({ refusedMinor: minor, currency }) => ({ minor, currency })));
