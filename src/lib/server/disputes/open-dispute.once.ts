import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { Unit } from '../db/client';
import { dispute } from '../db/schema/disputes';
import type { OpeningScope } from '../invoices/portal-queries';
import type { OpenDispute, OpenedDispute } from './open-dispute';

/**
 * The case this key has opened already.
 * @throws sent_otherwise when it was sent with other content
 */
export async function openedBefore(
	unit: Unit<OpeningScope>,
	input: Pick<OpenDispute, 'customerId' | 'idempotencyKey' | 'contentSha256'>
): Promise<OpenedDispute | null> {
	const earlier = await openedWith(unit, input);
	if (!earlier) return null;
	const { contentSha256, ...opened } = earlier;
	if (contentSha256 && input.contentSha256 && contentSha256 !== input.contentSha256)
		throw new AppError('sent_otherwise', { reference: opened.reference });
	return { ...opened, isNew: false };
}

async function openedWith(
	unit: Unit<OpeningScope>,
	{ customerId, idempotencyKey }: Pick<OpenDispute, 'customerId' | 'idempotencyKey'>
) {
	const [row] = await unit.tx
		.select({
			disputeId: dispute.id,
			reference: dispute.reference,
			answerDueOn: dispute.answerDueOn,
			contentSha256: dispute.contentSha256
		})
		.from(dispute)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				eq(dispute.customerId, customerId),
				eq(dispute.idempotencyKey, idempotencyKey)
			)
		);
	return row;
}

/** @throws sent_otherwise, conflict */
export async function refuseSecond(unit: Unit<OpeningScope>, input: OpenDispute): Promise<never> {
	const earlier = await openedWith(unit, input);
	throw earlier
		? new AppError('sent_otherwise', { reference: earlier.reference })
		: new AppError('conflict');
}
