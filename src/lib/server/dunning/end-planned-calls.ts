import { and, asc, eq } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { NotedCall } from '../customers/call-hook';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { spokenOnIn } from './end-call';
import { noticeOf } from './notice-queries';
import { recordCall } from './record-call';

/**
 * Somebody spoke to the customer, whoever rang: the call a scenario planned was made with that, and nobody rings again.
 * One in which he was spoken to before waits for what he said then to be recorded; a call that goes before lawyers stays.
 */
export async function endPlannedCalls(
	unit: Unit<InsideScope>,
	{ customerId, noteId, note }: NotedCall
): Promise<void> {
	for (const row of await plannedCalls(unit, customerId))
		if (!spokenOnIn(row) && !(await noticeOf(unit, row.id)).legal)
			await recordCall(unit, {
				...{ noticeId: row.id, outcome: 'reached', note, againOn: null },
				customerNoteId: noteId
			});
}

/** In the order in which they are held. */
const plannedCalls = (unit: Unit<InsideScope>, customerId: string) =>
	unit.tx
		.select()
		.from(notice)
		.where(
			and(
				eq(notice.organisationId, unit.scope.organisationId),
				eq(notice.customerId, customerId),
				eq(notice.status, 'to_confirm'),
				eq(notice.channel, 'call')
			)
		)
		.orderBy(asc(notice.id));
