import { totals, type Money } from '$lib/domain/money';
import { acceptedMinor } from '$lib/domain/receivables/open-items';
import type { ActiveClaim } from '../disputes/queries';

/**
 * Of what open cases contest of an invoice, what a decision accepted and no credit note has settled yet. Nobody has to
 * pay it, and no message calls it contested.
 */
export interface AcceptedPart {
	readonly invoiceId: string;
	readonly currency: string;
	readonly acceptedMinor: bigint;
	/** References of the cases whose decision that was. */
	readonly disputes: readonly string[];
}

interface Owed {
	readonly invoiceId: string;
	readonly currency: string;
	readonly openMinor: bigint;
}

export const acceptedParts = (
	invoices: readonly Owed[],
	claims: ReadonlyMap<string, readonly ActiveClaim[]>
): AcceptedPart[] =>
	invoices.flatMap((invoice) => acceptedOf(invoice, claims.get(invoice.invoiceId) ?? []));

/** As much as the account page says (portal-states.ts). */
function acceptedOf(
	{ invoiceId, currency, openMinor }: Owed,
	claims: readonly ActiveClaim[]
): AcceptedPart[] {
	const minor = acceptedMinor(openMinor, claims);
	const granted = claims.filter(
		({ isDecided, claimedMinor, refusedMinor }) => isDecided && claimedMinor > refusedMinor
	);
	const disputes = [...new Set(granted.map(({ reference }) => reference))];
	return minor > 0n ? [{ invoiceId, currency, acceptedMinor: minor, disputes }] : [];
}

export const acceptedTotals = (parts: readonly AcceptedPart[]): Money[] =>
	totals(parts.map(({ acceptedMinor: minor, currency }) => ({ minor, currency })));
