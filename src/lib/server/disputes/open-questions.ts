import { and, eq, gt, inArray, isNull, lte, ne, not, notExists, sql } from 'drizzle-orm';
import { addDays, localDateAt, type LocalDate } from '$lib/domain/calendar';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { answer, assignment } from '../db/schema/assignments';
import { dispute, disputeTransition } from '../db/schema/disputes';
import type { Assignment } from './queries';
import { asksNobody } from './asks-nobody';
import { takenById } from './taken-up';

/** Nobody is reminded earlier than this before his day, however long the house is closed before it. */
const AHEAD_DAYS = 62;

export interface OpenQuestion {
	asked: Assignment;
	/** The last day on which he could not answer yet. */
	since: LocalDate;
	/** Who asked back last as the substitute; null when nobody did. */
	takenById: string | null;
}

/** Who is asked in cases that wait for an answer and may be due by now, answered or not. */
export async function askedNow(unit: Unit<InsideScope>): Promise<string[]> {
	const rows = await unit.tx
		.select({ id: assignment.id })
		.from(dispute)
		.innerJoin(
			assignment,
			and(
				eq(assignment.organisationId, dispute.organisationId),
				eq(assignment.disputeId, dispute.id)
			)
		)
		.where(
			and(
				eq(dispute.organisationId, unit.scope.organisationId),
				inArray(dispute.status, AT_WORK),
				isNull(assignment.endedAt),
				lte(assignment.dueOn, addDays(unit.today, AHEAD_DAYS))
			)
		);
	return rows.map(({ id }) => id);
}

/** Of these, the questions that nobody has answered and that somebody who works here could answer now. */
export async function openQuestions(
	unit: Unit<InsideScope>,
	assignmentIds: readonly string[]
): Promise<OpenQuestion[]> {
	if (assignmentIds.length === 0) return [];
	const rows = await unit.tx
		.select({ asked: assignment, repliedAt, backAt, takenById })
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
				oneOf(assignment.id, assignmentIds),
				isNull(assignment.endedAt),
				inArray(dispute.status, AT_WORK),
				isUnanswered(unit),
				not(asksNobody(unit)),
				sql`(${askedBackAt} is null or ${repliedAt} is not null)`
			)
		)
		.orderBy(assignment.id);
	return rows.map(({ asked, repliedAt: replied, backAt: back, ...taken }) => ({
		...{ asked, ...taken },
		since: lastDay(unit, [asked.assignedAt, replied, back])
	}));
}

/** In which an answer is waited for. */
export const AT_WORK = ['assigned', 'in_progress'] as const;

const lastDay = ({ scope }: Unit<InsideScope>, instants: readonly (Date | null)[]): LocalDate =>
	localDateAt(new Date(Math.max(...instants.map((at) => at?.getTime() ?? 0))), scope.timeZone);

const ofCase = (table: string) =>
	sql.raw(
		`${table}.organisation_id = "assignment"."organisation_id" and ${table}.dispute_id = "assignment"."dispute_id"`
	);

/** When nobody had to wait for others any more. */
const backAt =
	sql<Date | null>`(select max(t.at) from dispute_transition t where ${ofCase('t')} and t.from_status in ('waiting_customer', 'waiting_third_party'))`.mapWith(
		assignment.assignedAt
	);

/** Whoever asked back waits himself, until a colleague has written or the customer has answered. */
const askedBackAt = sql`(select max(a.at) from answer a where ${ofCase('a')} and a.assignment_id = ${assignment.id})`;
const toldAt = sql`(select min(m.at) from message m where ${ofCase('m')} and m.author_kind = 'staff' and m.audience = 'internal' and m.author_name <> ${assignment.resolverName} and m.at > ${askedBackAt})`;
const customerToldAt = sql`(select min(t.at) from dispute_transition t where ${ofCase('t')} and t.from_status = 'waiting_customer' and t.at > ${askedBackAt})`;
const repliedAt = sql<Date | null>`least(${toldAt}, ${customerToldAt})`.mapWith(
	assignment.assignedAt
);

/** Of an assignment: nobody said anything to it but what he asked back, and it was not decided without him. */
export const isUnanswered = (unit: Unit<InsideScope>) =>
	and(notExists(answersTo(unit)), notExists(endsSince(unit)));

const answersTo = (unit: Unit<InsideScope>) =>
	unit.tx
		.select()
		.from(answer)
		.where(
			and(
				eq(answer.organisationId, assignment.organisationId),
				eq(answer.disputeId, assignment.disputeId),
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
