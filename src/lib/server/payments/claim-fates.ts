import type { Reported } from '$lib/domain/receivables/reported-payment';
import type { PortalScope } from '../auth/scope';
import { restedBecause } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import type { PortalAccount } from '../invoices/portal-account';
import type { SaidClaim } from './claim-queries';
import { uncoveredItems } from './sought-among';

/** A payment the customer reported, with what became of it: every page that tells of it tells this. */
export type ToldClaim = SaidClaim & Reported;

/** The same claims, each with what became of it. */
export async function withFates(
	unit: Unit<PortalScope>,
	claims: readonly SaidClaim[],
	{ open }: Pick<PortalAccount, 'open'>
): Promise<ToldClaim[]> {
	if (claims.length === 0) return [];
	const uncovered = await uncoveredItems(unit, idsIn(claims));
	const missing = new Set(uncovered.map(({ claimId }) => claimId));
	const rested = await restedBecause(
		unit,
		claims.map(({ id }) => id)
	);
	const invoices = new Map(open.map((invoice) => [invoice.id, invoice]));
	return claims.map((claim) => {
		const about = claim.invoices.flatMap(({ invoiceId }) => invoices.get(invoiceId) ?? []);
		return {
			...claim,
			rests: rested.get(claim.id)?.rests ?? false,
			hasRested: rested.has(claim.id),
			isBooked: !missing.has(claim.id),
			isOpen: about.length > 0,
			isAsked: about.some(({ collectibleMinor }) => collectibleMinor > 0n)
		};
	});
}

const idsIn = (claims: readonly SaidClaim[]): string[] => [
	...new Set(claims.flatMap(({ invoices }) => invoices.map(({ invoiceId }) => invoiceId)))
];
