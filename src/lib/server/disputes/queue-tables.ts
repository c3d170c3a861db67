import { and, eq, sql } from 'drizzle-orm';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';

/** Whoever is asked now. */
export const currentOne = and(
	eq(assignment.organisationId, dispute.organisationId),
	eq(assignment.disputeId, dispute.id),
	sql`${assignment.endedAt} is null`
);
