import { addDays } from '$lib/domain/calendar';
import type { PortalScope } from '../auth/scope';
import { pausesInForce } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { openInvoices } from '../invoices/queries';
import { SAID_DAYS, type SaidClaim } from './claim-queries';
import { uncoveredItems } from './sought-among';

/** What became of a payment the customer reported: every page that tells of it tells this. */
export interface ClaimFate {
	/** Nothing of it is asked for today because he said so. */
	rests: boolean;
	/** Payments that came since cover it, whoever looked or not. */
	isBooked: boolean;
	/** Something of its invoices is still to be paid. */
	isOpen: boolean;
}
export type ToldClaim = SaidClaim & ClaimFate;

/** The same claims, each with what became of it. */
export async function withFates(
	unit: Unit<PortalScope>,
	claims: readonly SaidClaim[]
): Promise<ToldClaim[]> {
	if (claims.length === 0) return [];
	const invoiceIds = idsIn(claims);
	const since = claims.map(({ on }) => on).sort()[0]!;
	const lately = addDays(unit.today, -SAID_DAYS);
	const uncovered = await uncoveredItems(unit, invoiceIds, since < lately ? since : lately);
	const missing = new Set(uncovered.map(({ claimId }) => claimId));
	const resting = await pausesInForce(
		unit,
		claims.map(({ id }) => id)
	);
	const open = await openAmong(unit, invoiceIds);
	return claims.map((claim) => ({
		...claim,
		rests: resting.has(claim.id),
		isBooked: !missing.has(claim.id),
		isOpen: claim.invoices.some(({ invoiceId }) => open.has(invoiceId))
	}));
}

const idsIn = (claims: readonly SaidClaim[]): string[] => [
	...new Set(claims.flatMap(({ invoices }) => invoices.map(({ invoiceId }) => invoiceId)))
];

async function openAmong(unit: Unit<PortalScope>, invoiceIds: readonly string[]) {
	const { customerId } = unit.scope;
	const invoices = await openInvoices(unit, { customerId, invoiceIds });
	return new Set(invoices.filter(({ openMinor }) => openMinor > 0n).map(({ id }) => id));
}
