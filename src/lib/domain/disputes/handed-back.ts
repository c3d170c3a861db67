import { answerOfRound } from './answer-of-round';
import type { DeadlineStep } from './deadlines';
import { ENDED_STATUSES, type DisputeStatus } from './lifecycle';
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

interface Standing {
	readonly status: DisputeStatus;
	/** Who is asked now. */
	readonly asked: object | null;
	/** He works here no more, and nobody answers for him. */
	readonly hasLeft: boolean;
	/** Who handed it back. */
	readonly back: object | null;
	/** The oldest first. */
	readonly steps: readonly Pick<DeadlineStep, 'fromStatus' | 'toStatus'>[];
}

/** Asking somebody is the next step: nobody was asked, or nobody is any more. */
export const isToAssign = ({ status, asked, hasLeft, back, steps }: Standing): boolean =>
	status === 'submitted' ||
	// While its customer is waited for, nobody is to be found yet.
	(hasLeft && status !== 'waiting_customer') ||
	(!asked &&
		(status === 'assigned' ||
			(status === 'in_progress' && (back !== null || isOpenedAgain(steps)))));

/** Opening it again was the last thing that happened to it. */
const isOpenedAgain = (steps: Standing['steps']): boolean => {
	const last = steps.at(-1);
	return last?.fromStatus != null && ENDED_STATUSES.includes(last.fromStatus);
};
