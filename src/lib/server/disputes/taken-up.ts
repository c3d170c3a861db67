import { and, eq, exists, isNotNull, isNull, sql } from 'drizzle-orm';
import type { InsideScope, Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answer, assignment } from '../db/schema/assignments';
import type { Question } from './who-answers-now';

/**
 * Of an assignment: who answered last as the substitute, if he asked back. With the name of the table, which a
 * select from it alone would leave out.
 */
export const takenById = sql<
	string | null
>`(select case when a.verdict = 'need_information' then a.stand_in_id end from answer a where a.organisation_id = "assignment"."organisation_id" and a.assignment_id = "assignment"."id" order by a.id desc limit 1)`;

export async function takerOf(unit: Unit<Scope>, assignmentId: string): Promise<string | null> {
	const [row] = await unit.tx
		.select({ takenById })
		.from(assignment)
		.where(
			and(eq(assignment.organisationId, unit.scope.organisationId), eq(assignment.id, assignmentId))
		);
	return row?.takenById ?? null;
}

/** What is asked now and was taken up by whoever stood in, whatever became of its case. */
export async function takenUp(unit: Unit<InsideScope>): Promise<(Question & { id: string })[]> {
	const { id, userId, resolverEmail } = assignment;
	return unit.tx
		.select({ id, userId, resolverEmail, takenById })
		.from(assignment)
		.where(
			and(
				eq(assignment.organisationId, unit.scope.organisationId),
				isNull(assignment.endedAt),
				exists(answersOfStandIns(unit)),
				isNotNull(takenById)
			)
		);
}

/** Few of all: there is an index of them. */
const answersOfStandIns = (unit: Unit<InsideScope>) =>
	unit.tx
		.select()
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, assignment.organisationId),
				eq(answer.assignmentId, assignment.id),
				isNotNull(answer.standInId)
			)
		);
