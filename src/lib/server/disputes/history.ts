import { and, asc, eq } from 'drizzle-orm';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { answer, assignment } from '../db/schema/assignments';
import { disputeTransition } from '../db/schema/disputes';
import { message } from '../db/schema/messages';
import { withDaysNow } from './asked-days';

type OfDispute = typeof disputeTransition | typeof assignment | typeof answer | typeof message;
const of = (table: OfDispute, unit: Unit<Scope>, disputeId: string) =>
	and(eq(table.organisationId, unit.scope.organisationId), eq(table.disputeId, disputeId));

const ANSWERED = {
	id: answer.id,
	assignmentId: answer.assignmentId,
	verdict: answer.verdict,
	acceptedMinor: answer.acceptedMinor,
	explanation: answer.explanation,
	handOver: answer.handOver,
	colleague: answer.colleague,
	colleagueId: answer.colleagueId,
	signedName: answer.signedName,
	signedInName: answer.signedInName,
	at: answer.at
};

const SAID = {
	id: message.id,
	audience: message.audience,
	authorKind: message.authorKind,
	authorName: message.authorName,
	body: message.body,
	at: message.at
};

/** Every step, the oldest first. */
export const stepsOf = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select({
			id: disputeTransition.id,
			fromStatus: disputeTransition.fromStatus,
			toStatus: disputeTransition.toStatus,
			at: disputeTransition.at,
			on: disputeTransition.on,
			byKind: disputeTransition.byKind,
			byName: disputeTransition.byName,
			note: disputeTransition.note
		})
		.from(disputeTransition)
		.where(of(disputeTransition, unit, disputeId))
		.orderBy(asc(disputeTransition.at), asc(disputeTransition.id));

/** Each with the day he answers by as it stands now. */
export const assignmentsOf = async (unit: Unit<Scope>, disputeId: string) =>
	withDaysNow(unit, await assignmentRows(unit, disputeId));

const assignmentRows = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select({
			id: assignment.id,
			disputeId: assignment.disputeId,
			userId: assignment.userId,
			resolverName: assignment.resolverName,
			resolverEmail: assignment.resolverEmail,
			question: assignment.question,
			dueOn: assignment.dueOn,
			assignedAt: assignment.assignedAt,
			assignedBy: assignment.assignedBy,
			endedAt: assignment.endedAt,
			standInName: assignment.standInName,
			awayUntil: assignment.awayUntil,
			routedBy: assignment.routedBy
		})
		.from(assignment)
		.where(of(assignment, unit, disputeId))
		.orderBy(asc(assignment.id));

export const answersOf = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select(ANSWERED)
		.from(answer)
		.where(of(answer, unit, disputeId))
		.orderBy(asc(answer.id));

/** Both audiences, the oldest first. */
export const messagesOf = (unit: Unit<Scope>, disputeId: string) =>
	unit.tx
		.select(SAID)
		.from(message)
		.where(of(message, unit, disputeId))
		.orderBy(asc(message.at), asc(message.id));

/** Both with whose address it came from, which no page is given. */
export const addressedTalkOf = async (unit: Unit<Scope>, disputeId: string) => ({
	answers: await unit.tx
		.select({ ...ANSWERED, byEmail: answer.byEmail })
		.from(answer)
		.where(of(answer, unit, disputeId))
		.orderBy(asc(answer.id)),
	messages: await unit.tx
		.select({ ...SAID, authorEmail: message.authorEmail })
		.from(message)
		.where(of(message, unit, disputeId))
		.orderBy(asc(message.at), asc(message.id))
});
