import { and, asc, eq, exists, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { followUp } from '../db/schema/follow-ups';
import { answerable } from './answerable';
import { withDaysNow } from './asked-days';
import type { Assignment } from './queries';
import { asksStandIn, type StandsIn } from './stands-in';

/** What still waits for an answer of this address, the most urgent first. */
export const waitingAssignments = (
	unit: Unit<InsideScope>,
	email: string,
	most: number
): Promise<Assignment[]> =>
	waitingWhere(unit, eq(sql`lower(${assignment.resolverEmail})`, email.toLowerCase()), most);

/** What he answers today for those who were asked, the most urgent first. */
export const waitingForStandIn = (
	unit: Unit<InsideScope>,
	standsIn: StandsIn,
	most: number
): Promise<Assignment[]> => waitingWhere(unit, asksStandIn(standsIn), most);

/** What nobody answered although the head of his team was told, the most urgent first. */
export const toldToHeads = (unit: Unit<InsideScope>, most: number): Promise<Assignment[]> =>
	waitingWhere(unit, exists(stepsWithHead(unit)), most);

const stepsWithHead = (unit: Unit<InsideScope>) =>
	unit.tx
		.select()
		.from(followUp)
		.where(
			and(
				eq(followUp.organisationId, assignment.organisationId),
				eq(followUp.assignmentId, assignment.id),
				eq(followUp.kind, 'manager')
			)
		);

/** To filter with: what others than this address were asked. */
export const questionsOfOthers = (unit: Unit<Scope>, email: string) =>
	unit.tx
		.select({ id: assignment.id })
		.from(assignment)
		.where(
			and(
				eq(assignment.organisationId, unit.scope.organisationId),
				ne(sql`lower(${assignment.resolverEmail})`, email.toLowerCase())
			)
		);

/** Waiting for the customer moves a day: no more than these are put in order before the most urgent are taken. */
export const MOST_LOOKED_AT = 500;

/** Questions that wait for an answer, those that are due first before the others. */
export async function waitingWhere(
	unit: Unit<InsideScope>,
	which: SQL | undefined,
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
				which,
				isNull(assignment.endedAt),
				inArray(dispute.status, ACTIVE_STATUSES.filter(answerable))
			)
		)
		.orderBy(asc(assignment.dueOn), asc(assignment.id))
		.limit(MOST_LOOKED_AT);
	const asked = await withDaysNow(
		unit,
		rows.map((row) => row.assignment)
	);
	return asked
		.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
		.slice(0, most);
}
