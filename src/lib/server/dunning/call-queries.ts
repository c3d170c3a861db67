import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { call, notice } from '../db/schema/notices';
import { noticeOf } from './notice-queries';

const FIELDS = {
	noticeId: call.noticeId,
	outcome: call.outcome,
	note: call.note,
	againOn: call.againOn,
	at: call.at,
	by: call.by,
	struckAt: call.struckAt
};

/** Every attempt for one notice, the first one first. */
export async function callsOf(unit: Unit<InsideScope>, noticeId: string) {
	// Somebody else's notice has no calls either.
	await noticeOf(unit, noticeId);
	return unit.tx
		.select(FIELDS)
		.from(call)
		.where(and(eq(call.organisationId, unit.scope.organisationId), eq(call.noticeId, noticeId)))
		.orderBy(asc(call.at), asc(call.id));
}

/** The last attempt for each notice that still waits for somebody, of a customer or of everybody. */
export const lastCallsWaiting = (unit: Unit<InsideScope>, customerId?: string) =>
	unit.tx
		.selectDistinctOn([call.noticeId], { ...FIELDS, customerId: notice.customerId })
		.from(call)
		.innerJoin(
			notice,
			and(eq(notice.organisationId, call.organisationId), eq(notice.id, call.noticeId))
		)
		.where(
			and(
				eq(call.organisationId, unit.scope.organisationId),
				eq(notice.status, 'to_confirm'),
				isNull(call.struckAt),
				customerId ? eq(notice.customerId, customerId) : undefined
			)
		)
		.orderBy(call.noticeId, desc(call.at), desc(call.id));
