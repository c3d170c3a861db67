import { isDecidedOrOver, type DisputeStatus } from './lifecycle';

interface Step {
	readonly toStatus: DisputeStatus;
	readonly at: Date;
}

/**
 * The last answer about what is to be decided now. What was answered before a case was decided or ended has
 * served: opened again, nothing is answered yet.
 */
export function answerOfRound<Answer extends { readonly at: Date }>(
	answers: readonly Answer[],
	steps: readonly Step[]
): Answer | null {
	const last = answers.at(-1);
	const ended = steps.findLast(({ toStatus }) => isDecidedOrOver(toStatus));
	return last && (!ended || last.at > ended.at) ? last : null;
}
