import { and, eq, gt, inArray, isNull, lte, ne, notExists, sql } from 'drizzle-orm';
import { addDays, localDateAt, type LocalDate } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answer, assignment } from '../db/schema/assignments';
import { dispute, disputeTransition } from '../db/schema/disputes';
import type { Assignment } from './queries';

/** Nobody is reminded earlier than this before his day, however long the house is closed before it. */
const AHEAD_DAYS = 62;

export interface OpenQuestion {
	asked: Assignment;
	/** What he asked back himself was answered since: the day of that answer. */
	askedOn: LocalDate;
}

/** What somebody was asked and has not answered, of cases that wait for it; `assignmentId`: only this one. */
export async function openQuestions(
	unit: Unit<InsideScope>,
	assignmentId?: string
): Promise<OpenQuestion[]> {
	const rows = await unit.tx
		.select({ asked: assignment, repliedAt })
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
				assignmentId ? eq(assignment.id, assignmentId) : undefined,
				isNull(assignment.endedAt),
				lte(assignment.dueOn, addDays(unit.today, AHEAD_DAYS)),
				inArray(dispute.status, ['assigned', 'in_progress']),
				notExists(answersTo(unit)),
				notExists(endsSince(unit)),
				sql`(${askedBackAt} is null or ${repliedAt} is not null)`
			)
		)
		.orderBy(assignment.id);
	return rows.map(({ asked, repliedAt: since }) => ({
		asked,
		askedOn: localDateAt(since ?? asked.assignedAt, unit.scope.timeZone)
	}));
}

/** Whoever asked back waits himself, until somebody wrote. */
const askedBackAt = sql`(select max(a.at) from answer a where a.organisation_id = ${assignment.organisationId} and a.assignment_id = ${assignment.id})`;
const repliedAt =
	sql<Date | null>`(select min(m.at) from message m where m.organisation_id = ${assignment.organisationId} and m.dispute_id = ${assignment.disputeId} and m.author_kind in ('customer', 'staff') and m.at > ${askedBackAt})`.mapWith(
		assignment.assignedAt
	);

const answersTo = (unit: Unit<InsideScope>) =>
	unit.tx
		.select()
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, assignment.organisationId),
				eq(answer.assignmentId, assignment.id),
				ne(answer.verdict, 'need_information')
			)
		);

/** Decided without him: of a case that was opened again since, nobody asked him anything. */
const endsSince = (unit: Unit<InsideScope>) =>
	unit.tx
		.select()
		.from(disputeTransition)
		.where(
			and(
				eq(disputeTransition.organisationId, assignment.organisationId),
				eq(disputeTransition.disputeId, assignment.disputeId),
				inArray(disputeTransition.toStatus, ENDED_STATUSES),
				gt(disputeTransition.at, assignment.assignedAt)
			)
		);
