import { accountFiles } from '../attachments/account-files';
import type { InsideScope } from '../auth/scope';
import { pauseOfClaim } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { claimsOf, itemsByClaim } from './claim-queries';

/** Of one customer, as staff reads it, the latest first. */
export async function claimsHeard(unit: Unit<InsideScope>, customerId: string) {
	const claims = await claimsOf(unit, customerId);
	const itemsOf = await itemsByClaim(
		unit,
		claims.map(({ id }) => id)
	);
	const files = await accountFiles(unit, customerId);
	const heard = [];
	for (const claim of claims)
		heard.push({
			...{ id: claim.id, paidOn: claim.paidOn, currency: claim.currency },
			...{ amountMinor: claim.amountMinor, reference: claim.reference, note: claim.note },
			...{ by: claim.byName, byEmail: claim.byEmail, at: claim.claimedAt },
			...{ verdict: claim.verdict, decidedBy: claim.decidedBy, decidedAt: claim.decidedAt },
			decisionNote: claim.decisionNote,
			/** What it is about, and how much of each; null where it was not said. */
			invoices: itemsOf(claim.id),
			untilOn: await pauseOfClaim(unit, claim.id),
			files: files.filter(({ paymentClaimId }) => paymentClaimId === claim.id)
		});
	return heard;
}
