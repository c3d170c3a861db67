import { and, eq, gte, inArray } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import type { PreparedFile } from '../attachments/prepare-files';
import type { PaidParts } from '$lib/domain/receivables/paid-said';
import type { PortalScope } from '../auth/scope';
import { saidSince } from '../customers/pause-unless-said';
import type { Unit } from '../db/client';
import { paymentClaim, paymentClaimItem } from '../db/schema/payment-claims';
import { contentSha256Of } from '../evidence';
import type { Every } from './to-pay';

export interface NewClaim {
	invoiceIds: readonly string[];
	/** Instead of naming them: all that is due, or all that falls due. */
	every?: Every | undefined;
	paidOn: LocalDate;
	/** Missing = all that is asked for of these invoices. */
	amountMinor?: bigint | undefined;
	/** He was told that it is more than what is left of them, and stays by it. */
	isMore?: boolean | undefined;
	/** How much of each, where the amount does not cover them. */
	parts?: readonly { invoiceId: string; amountMinor: bigint }[] | undefined;
	currency: string;
	/** As the bank statement shows it. */
	reference: string;
	note: string;
	language: Language;
	files: readonly PreparedFile[];
	/** As they came. */
	sent?: string[][] | undefined;
	idempotencyKey: string;
}

/** What was said with the same key before. @throws key_reused when it said something else */
export async function claimMadeWith(
	unit: Unit<PortalScope>,
	input: TypedClaim
): Promise<{ claimId: string } | null> {
	const { organisationId, customerId } = unit.scope;
	const [row] = await unit.tx
		.select({
			claimId: paymentClaim.id,
			contentSha256: paymentClaim.contentSha256
		})
		.from(paymentClaim)
		.where(
			and(
				eq(paymentClaim.organisationId, organisationId),
				eq(paymentClaim.customerId, customerId),
				eq(paymentClaim.idempotencyKey, input.idempotencyKey)
			)
		);
	if (!row) return null;
	if (row.contentSha256 !== contentOf(input)) throw new AppError('key_reused');
	return { claimId: row.claimId };
}

export type TypedClaim = Omit<NewClaim, 'files'>;

export const contentOf = ({
	invoiceIds,
	paidOn,
	amountMinor,
	currency,
	reference,
	note,
	parts = [],
	every,
	sent = []
}: TypedClaim) => {
	const typed = [invoiceIds, paidOn, amountMinor, currency, reference, note];
	// As it was written before parts were asked for, and everything could be meant, where there is none of that.
	const more = [...(parts.length > 0 ? [parts] : []), ...(every ? [every] : [])];
	return contentSha256Of([...typed, ...more, ...sent]);
};

/** Of which invoices the same payment was told before: the same part on the same day is no second payment. */
export async function saidAlready(
	unit: Unit<PortalScope>,
	paidOn: LocalDate,
	parts: PaidParts
): Promise<ReadonlySet<string>> {
	const { organisationId, customerId } = unit.scope;
	if (parts.size === 0) return new Set();
	const rows = await unit.tx
		.select({ invoiceId: paymentClaimItem.invoiceId, amountMinor: paymentClaimItem.amountMinor })
		.from(paymentClaimItem)
		.innerJoin(
			paymentClaim,
			and(
				eq(paymentClaim.organisationId, paymentClaimItem.organisationId),
				eq(paymentClaim.id, paymentClaimItem.paymentClaimId)
			)
		)
		.where(
			and(
				eq(paymentClaim.organisationId, organisationId),
				eq(paymentClaim.customerId, customerId),
				eq(paymentClaim.paidOn, paidOn),
				gte(paymentClaim.claimedAt, saidSince(unit)),
				inArray(paymentClaimItem.invoiceId, [...parts.keys()])
			)
		);
	return new Set(
		rows.flatMap(({ invoiceId, amountMinor }) =>
			parts.get(invoiceId) === amountMinor ? invoiceId : []
		)
	);
}
