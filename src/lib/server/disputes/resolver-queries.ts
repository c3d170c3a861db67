import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { answerable } from './answerable';
import { withDaysNow } from './asked-days';
import type { Assignment } from './queries';

/** What still waits for an answer of this address, the most urgent first. */
export async function waitingAssignments(
	unit: Unit<InsideScope>,
	email: string,
	most: number
): Promise<Assignment[]> {
	const rows = await unit.tx
		.select({ assignment })
		.from(assignment)
		.innerJoin(
			dispute,
			and(
				eq(dispute.organisationId, assignment.organisationId),
				eq(dispute.id, assignment.disputeId)
			)
		)
		.where(
			and(
				eq(assignment.organisationId, unit.scope.organisationId),
				eq(sql`lower(${assignment.resolverEmail})`, email.toLowerCase()),
				isNull(assignment.endedAt),
				inArray(dispute.status, ACTIVE_STATUSES.filter(answerable))
			)
		)
		.orderBy(asc(assignment.dueOn), asc(assignment.id))
		.limit(most);
	const asked = await withDaysNow(
		unit,
		rows.map((row) => row.assignment)
	);
	return asked.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}
