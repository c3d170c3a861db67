import { askedBack, type AskedBack } from '$lib/domain/disputes/asked-back';
import { ENDED_STATUSES } from '$lib/domain/disputes/lifecycle';
import { questionOf, standingQuestion, type Question } from '$lib/domain/disputes/question';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { addressedTalkOf, answersOf, assignmentsOf, stepsOf } from './history';

/** What somebody is asked, and what he himself asked first. */
export async function questionAsked(
	unit: Unit<Scope>,
	disputeId: string,
	assignmentId: string
): Promise<{ question: Question; askedBack: AskedBack | null }> {
	const assignments = await assignmentsOf(unit, disputeId);
	const { answers, messages } = await addressedTalkOf(unit, disputeId);
	const asked = assignments.find(({ id }) => id === assignmentId)!;
	return {
		question: questionOf(assignments, answers, assignmentId),
		askedBack: askedBack(asked, answers, messages)
	};
}

/** What goes on to whoever is asked next: of a case that was opened again, nothing of the time before. */
export async function questionSoFar(unit: Unit<Scope>, disputeId: string): Promise<string> {
	const endedAt = (await stepsOf(unit, disputeId)).findLast(isEnd)?.at;
	const assignments = (await assignmentsOf(unit, disputeId)).filter(
		({ assignedAt }) => !endedAt || assignedAt > endedAt
	);
	return standingQuestion(assignments, await answersOf(unit, disputeId));
}

type Step = Awaited<ReturnType<typeof stepsOf>>[number];

const isEnd = ({ toStatus }: Step): boolean => ENDED_STATUSES.some((status) => status === toStatus);
