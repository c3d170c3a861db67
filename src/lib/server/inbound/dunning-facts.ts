import { and, eq, gt, inArray, isNotNull, isNull, lte, min, or } from 'drizzle-orm';
import { localDateAt, type LocalDate } from '$lib/domain/calendar';
import { WAITING_FATES } from '$lib/domain/inbound/fate';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { inboundFate, inboundReading } from '../db/schema/inbound';

/**
 * Customers who answered a reminder by mail and whom nobody has read yet, with the day of the oldest
 * answer. Whoever wrote had our mail in front of him; who vouches for him is for the reader to see.
 */
export async function unreadReplies(
	{ tx, scope, now }: Unit<InsideScope>,
	customerIds: readonly string[],
	{ at }: Pick<AsOf, 'at'> = { at: now }
): Promise<ReadonlyMap<string, LocalDate>> {
	const rows = await tx
		.select({ customerId: inboundFate.customerId, since: min(inboundFate.at) })
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.where(
			and(
				eq(inboundFate.organisationId, scope.organisationId),
				inArray(inboundFate.kind, WAITING_FATES),
				isNotNull(inboundFate.noticeId),
				oneOf(inboundFate.customerId, customerIds),
				lte(inboundFate.at, at),
				or(isNull(inboundReading.id), gt(inboundReading.at, at))
			)
		)
		.groupBy(inboundFate.customerId);
	return new Map(
		rows.map(({ customerId, since }) => [customerId!, localDateAt(since!, scope.timeZone)])
	);
}

export const readingOfFate = and(
	eq(inboundReading.organisationId, inboundFate.organisationId),
	eq(inboundReading.mailId, inboundFate.mailId)
);
