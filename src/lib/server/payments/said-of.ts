import { and, eq, type SQL } from 'drizzle-orm';
import { groupBy } from '$lib/domain/group-by';
import type { LocalDate } from '$lib/domain/calendar';
import { samePayment, type SaidItem } from '$lib/domain/receivables/unbooked';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import type { Claim } from './claim-queries';

/** What a customer said of one invoice, and what somebody found. `on`: the day he said it. */
export type Said = SaidItem & { on: LocalDate; decidedAt: Date | null; decisionNote: string };

/** What a customer ever said to have paid of these invoices. */
export const saidAbout = (
	unit: Unit<Scope>,
	customerId: string,
	invoiceIds: readonly string[]
): Promise<Said[]> => saidBy(unit, customerId, oneOf(paymentClaimItem.invoiceId, invoiceIds));

/** The payment a claim says of each of its invoices: which claims say it, this one among them, and since when. */
export async function paymentsIn(
	unit: Unit<Scope>,
	{ id, customerId, paidOn }: Pick<Claim, 'id' | 'customerId' | 'paidOn'>
): Promise<Map<string, { claimIds: string[]; since: Date }>> {
	const said = await saidBy(unit, customerId, eq(paymentClaim.paidOn, paidOn));
	const own = [...groupBy(said, samePayment).values()].filter((items) =>
		items.some(({ claimId }) => claimId === id)
	);
	return new Map(
		own.map((items) => [
			items[0]!.invoiceId,
			{
				claimIds: items.map(({ claimId }) => claimId),
				since: items.map(({ at }) => at).reduce((a, b) => (a < b ? a : b))
			}
		])
	);
}

const saidBy = ({ tx, scope }: Unit<Scope>, customerId: string, which: SQL): Promise<Said[]> =>
	tx
		.select({
			claimId: paymentClaim.id,
			invoiceId: paymentClaimItem.invoiceId,
			amountMinor: paymentClaimItem.amountMinor,
			paidOn: paymentClaim.paidOn,
			on: paymentClaim.claimedOn,
			at: paymentClaim.claimedAt,
			verdict: paymentClaim.verdict,
			decidedAt: paymentClaim.decidedAt,
			decisionNote: paymentClaim.decisionNote
		})
		.from(paymentClaim)
		.innerJoin(
			paymentClaimItem,
			and(
				eq(paymentClaimItem.organisationId, paymentClaim.organisationId),
				eq(paymentClaimItem.paymentClaimId, paymentClaim.id)
			)
		)
		.where(
			and(
				eq(paymentClaim.organisationId, scope.organisationId),
				eq(paymentClaim.customerId, customerId),
				which
			)
		);
