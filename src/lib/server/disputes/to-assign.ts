import { and, eq, inArray, not, or, sql, type SQL } from 'drizzle-orm';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { queueCase } from '../db/schema/queue-cases';
import { isHandedBack, ofCase } from './answered-cases';

/**
 * Of a row of the queue: nobody was asked yet, or nobody is any more because whoever was says it is not for him, or
 * it was opened again.
 */
export const isToAssign = (): SQL | undefined =>
	or(
		eq(queueCase.status, 'submitted'),
		and(eq(queueCase.status, 'assigned'), not(isAsked())),
		and(eq(queueCase.status, 'in_progress'), not(isAsked()), or(isHandedBack(), isOpenedAgain()))
	);

const isAsked = (): SQL => sql`exists (select 1 from assignment running
	where running.organisation_id = ${queueCase.organisationId} and running.dispute_id = ${queueCase.id}
		and running.ended_at is null)`;

/** Opening it again was the last thing that happened to it. */
const isOpenedAgain = (): SQL => sql`exists (
	select 1 from dispute_transition again
	where ${ofCase('again')} and ${inArray(sql`again.from_status`, ENDED_STATUSES)}
		and again.to_status = 'in_progress'
		and not exists (select 1 from dispute_transition later where ${ofCase('later')} and later.at > again.at))`;
