import { answerOfRound } from './answer-of-round';
import type { DisputeStatus } from './lifecycle';
import type { AnswerVerdict } from './schema';

interface Said {
	assignmentId: string;
	verdict: AnswerVerdict;
	signedName: string;
	at: Date;
}

/** Whoever said last that it is not for him, and named nobody who has it since: the case is to be assigned again. */
export function handedBack<One extends Said>(
	assignments: readonly { endedAt: Date | null }[],
	answers: readonly One[],
	steps: Parameters<typeof answerOfRound>[1]
): One | null {
	const last = answerOfRound(answers, steps);
	return last?.verdict === 'not_for_me' && assignments.every(({ endedAt }) => endedAt)
		? last
		: null;
}

/** Asking somebody is the next step: nobody was asked, or nobody is any more. */
export const isToAssign = (
	status: DisputeStatus,
	asked: object | null,
	back: object | null
): boolean =>
	status === 'submitted' ||
	(!asked && (status === 'assigned' || (status === 'in_progress' && back !== null)));
