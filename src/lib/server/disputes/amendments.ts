import { and, asc, eq } from 'drizzle-orm';
import type { CaseContent } from '$lib/domain/disputes/amendment';
import { AppError } from '$lib/domain/errors';
import type { InsideScope, PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { amendmentNote } from '../db/schema/amendment-notes';
import { disputeAmendment } from '../db/schema/disputes';
import type { Case } from './case-queries';

/** What the customer changed before anybody took the case up, and what the house put right; the oldest first. */
export const amendmentsOf = (unit: Unit<InsideScope | PortalScope>, disputeId: string) =>
	unit.tx
		.select({
			id: disputeAmendment.id,
			before: disputeAmendment.before,
			after: disputeAmendment.after,
			at: disputeAmendment.at,
			byKind: disputeAmendment.byKind,
			byName: disputeAmendment.byName
		})
		.from(disputeAmendment)
		.where(of(unit, disputeId))
		.orderBy(asc(disputeAmendment.id));

/** With why the house put its part right. */
export async function notedAmendmentsOf(unit: Unit<InsideScope>, disputeId: string) {
	const notes = await notesOf(unit, disputeId);
	return (await amendmentsOf(unit, disputeId)).map((amendment) => ({
		...amendment,
		note: notes.find(({ id }) => id === amendment.id)?.note ?? ''
	}));
}

const notesOf = ({ tx, scope }: Unit<InsideScope>, disputeId: string) =>
	tx
		.select({ id: amendmentNote.id, note: amendmentNote.note })
		.from(amendmentNote)
		.where(
			and(
				eq(amendmentNote.organisationId, scope.organisationId),
				eq(amendmentNote.disputeId, disputeId)
			)
		);

/**
 * Whether this key has amended the case already.
 * @throws key_reused when it came with other content
 */
export async function amendedBefore(
	unit: Unit<PortalScope>,
	disputeId: string,
	{ idempotencyKey, contentSha256 }: { idempotencyKey: string; contentSha256: string }
): Promise<boolean> {
	const [row] = await unit.tx
		.select({ contentSha256: disputeAmendment.contentSha256 })
		.from(disputeAmendment)
		.where(and(of(unit, disputeId), eq(disputeAmendment.idempotencyKey, idempotencyKey)));
	if (row && row.contentSha256 !== contentSha256) throw new AppError('key_reused');
	return row !== undefined;
}

const of = (unit: Unit<InsideScope | PortalScope>, disputeId: string) =>
	and(
		eq(disputeAmendment.organisationId, unit.scope.organisationId),
		eq(disputeAmendment.disputeId, disputeId)
	);

/** Everything the customer says in it, as it stands. */
export const contentOf = ({ dispute, reason, items }: Case, files: string[] = []): CaseContent => ({
	reasonId: reason.id,
	reason: reason.labels,
	requestedOutcome: dispute.requestedOutcome,
	explanation: dispute.explanation,
	detail: dispute.detail,
	answerDueOn: dispute.answerDueOn,
	items: items.map((item) => ({
		invoiceId: item.invoiceId,
		number: item.number,
		invoiceLineId: item.invoiceLineId,
		description: item.line?.description ?? '',
		currency: item.currency,
		claimedMinor: String(item.claimedMinor),
		claimedQuantity: item.claimedQuantity,
		expectedUnitPriceMinor:
			item.expectedUnitPriceMinor === null ? null : String(item.expectedUnitPriceMinor)
	})),
	files
});
