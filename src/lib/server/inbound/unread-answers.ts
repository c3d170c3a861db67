import { and, eq, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import { WAITING_FATES } from '$lib/domain/inbound/fate';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { among } from '../db/one-of';
import { inboundFate, inboundMail, inboundReading } from '../db/schema/inbound';
import { wentToCustomer } from '../delivery/to-colleagues';
import { readingOfFate } from './dunning-facts';

/**
 * To join to a case about which its customer was asked something then: since when a mail that may answer it waits for
 * somebody to read it, and when such a mail was read first: who answers each reminder that he is away has his time
 * again once, not for ever. What came before the question answers nothing of it. Nobody
 * knows what an unread one says: until somebody does, he is not said to be silent.
 */
export const answersByMail = (
	scope: InsideScope,
	{ disputeId, askedAt }: { disputeId: SQL; askedAt: SQL }
): SQL => sql`
	select min(${inboundMail.receivedAt}) filter (where ${inboundReading.id} is null) as "unreadSince",
		min(${inboundReading.at}) as "readAt"
	from ${inboundFate}
	join ${inboundMail} on ${mailOfFate}
	left join ${inboundReading} on ${readingOfFate}
	where ${and(
		eq(inboundFate.organisationId, scope.organisationId),
		eq(inboundFate.disputeId, disputeId),
		inArray(inboundFate.kind, WAITING_FATES),
		sql`${inboundMail.receivedAt} > ${askedAt}`,
		wentToCustomer(scope, inboundFate.deliveryId)
	)}`;

const mailOfFate = and(
	eq(inboundMail.organisationId, inboundFate.organisationId),
	eq(inboundMail.id, inboundFate.mailId)
);

/** Of these cases, the few about which a mail came that nobody has read, whatever it says and whomever it answers. */
export async function casesOfUnreadMails(
	{ tx, scope }: Unit<InsideScope>,
	ids?: readonly string[]
): Promise<string[]> {
	const rows = await tx
		.selectDistinct({ disputeId: inboundFate.disputeId })
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.where(
			and(
				eq(inboundFate.organisationId, scope.organisationId),
				inArray(inboundFate.kind, WAITING_FATES),
				isNull(inboundReading.id),
				ids ? among(inboundFate.disputeId, ids) : isNotNull(inboundFate.disputeId)
			)
		);
	return rows.flatMap(({ disputeId }) => disputeId ?? []);
}
