import { and, eq, sql } from 'drizzle-orm';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { queueCase } from '../db/schema/queue-cases';

/** Whoever is asked now. */
export const currentOne = and(
	eq(assignment.organisationId, dispute.organisationId),
	eq(assignment.disputeId, dispute.id),
	sql`${assignment.endedAt} is null`
);

/** The same of a row of the queue. */
export const currentOfQueue = and(
	eq(assignment.organisationId, queueCase.organisationId),
	eq(assignment.disputeId, queueCase.id),
	sql`${assignment.endedAt} is null`
);
