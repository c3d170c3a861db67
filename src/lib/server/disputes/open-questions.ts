import { and, eq, gt, inArray, isNull, lte, ne, not, notExists, sql } from 'drizzle-orm';
import { addDays, localDateAt, type LocalDate } from '$lib/domain/calendar';
import { ENDED_STATUSES, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { answer, assignment } from '../db/schema/assignments';
import { dispute, disputeTransition } from '../db/schema/disputes';
import type { Assignment } from './queries';
import { asksNobody } from './asks-nobody';
import { takenById } from './taken-up';
import { toldSince } from './told-since';

/** Nobody is reminded earlier than this before his day, however long the house is closed before it. */
const AHEAD_DAYS = 62;

export interface OpenQuestion {
	asked: Assignment;
	/** The last day on which he could not answer yet. */
	since: LocalDate;
	/** Somebody outside is waited for: he is still asked, and reminded of nothing meanwhile. */
	rests: boolean;
	/** Who asked back last as the substitute; null when nobody did. */
	takenById: string | null;
}

/** Who is asked in cases that nobody decided and may be due by now, answered or not. */
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
				inArray(dispute.status, STILL_ASKED),
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
		.select({
			asked: assignment,
			status: dispute.status,
			askedBackAt,
			customerToldAt,
			backAt,
			takenById
		})
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
				inArray(dispute.status, STILL_ASKED),
				isUnanswered(unit),
				not(asksNobody(unit))
			)
		)
		.orderBy(assignment.id);
	const askers = rows.filter((row) => row.askedBackAt).map(({ asked }) => asked);
	const toldAt = await toldSince(unit, askers);
	return rows.flatMap(({ asked, status, takenById: taken, ...at }) => {
		const replies = [toldAt(asked), at.customerToldAt].filter((one) => one !== null);
		// Whoever asked back waits himself, until a colleague has written or the customer has answered.
		if (at.askedBackAt && replies.length === 0) return [];
		const since = lastDay(unit, [asked.assignedAt, earliest(replies), at.backAt]);
		return [{ asked, takenById: taken, since, rests: !isAtWork(status) }];
	});
}

const earliest = (instants: readonly Date[]): Date | null =>
	instants.reduce<Date | null>((first, at) => (first && first < at ? first : at), null);

/** In which an answer is waited for, and nobody outside. */
const AT_WORK = ['assigned', 'in_progress'] as const;
/** Whoever was asked is asked all the same while somebody outside is waited for. */
export const STILL_ASKED: DisputeStatus[] = [...AT_WORK, 'waiting_customer', 'waiting_third_party'];

const isAtWork = (status: DisputeStatus): boolean => AT_WORK.some((one) => one === status);

const lastDay = ({ scope }: Unit<InsideScope>, instants: readonly (Date | null)[]): LocalDate =>
	localDateAt(new Date(Math.max(...instants.map((at) => at?.getTime() ?? 0))), scope.timeZone);

const ofCase = (table: string) =>
	sql`${sql.identifier(table)}.organisation_id = ${assignment.organisationId} and ${sql.identifier(table)}.dispute_id = ${assignment.disputeId}`;

/** When nobody had to wait for others any more. */
const backAt =
	sql<Date | null>`(select max(t.at) from dispute_transition t where ${ofCase('t')} and t.from_status in ('waiting_customer', 'waiting_third_party'))`.mapWith(
		assignment.assignedAt
	);

/** When he asked back himself. */
const askedBackAt =
	sql<Date | null>`(select max(a.at) from answer a where ${ofCase('a')} and a.assignment_id = ${assignment.id})`.mapWith(
		assignment.assignedAt
	);
const customerToldAt =
	sql<Date | null>`(select min(t.at) from dispute_transition t where ${ofCase('t')} and t.from_status = 'waiting_customer' and t.at > ${askedBackAt})`.mapWith(
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
