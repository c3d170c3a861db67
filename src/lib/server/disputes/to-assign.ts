import { and, eq, not, or, sql, type SQL } from 'drizzle-orm';
import { queueCase } from '../db/schema/queue-cases';
import { isHandedBack } from './answered-cases';

/** Of a row of the queue: nobody was asked yet, or nobody is any more because whoever was says it is not for him. */
export const isToAssign = (): SQL | undefined =>
	or(
		eq(queueCase.status, 'submitted'),
		and(eq(queueCase.status, 'assigned'), not(isAsked())),
		and(eq(queueCase.status, 'in_progress'), not(isAsked()), isHandedBack())
	);

const isAsked = (): SQL => sql`exists (select 1 from assignment running
	where running.organisation_id = ${queueCase.organisationId} and running.dispute_id = ${queueCase.id}
		and running.ended_at is null)`;
