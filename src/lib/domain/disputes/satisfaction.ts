import type { DisputeStatus } from './lifecycle';

export const LEAST = 1;
export const MOST = 5;
/** At or below it, somebody calls. */
export const LOW = 2;

export interface Scores {
	/** Whether it was settled, and whether it was easy; 1 to 5. */
	readonly solved: number;
	readonly ease: number;
}

/** Two questions, once, when we have answered: not about a case the customer took back himself. */
export const isAsked = (status: DisputeStatus, isAnswered: boolean): boolean =>
	status === 'resolved' && !isAnswered;

/** Somebody looks at it again. */
export const isLow = ({ solved, ease }: Scores): boolean => Math.min(solved, ease) <= LOW;

/** Settled: by mail, at a visit, or nobody can be reached: nobody calls any more. */
export const CALL_OUTCOMES = ['reached', 'missed', 'settled'] as const;
export type CallBack = (typeof CALL_OUTCOMES)[number];

/** Whoever was not called for so long does not expect it any more. */
export const CALLED_WITHIN_DAYS = 60;

/** Whether somebody still calls him. */
export const isToCall = (scores: Scores, calls: readonly { outcome: CallBack }[]): boolean =>
	isLow(scores) && calls.every(({ outcome }) => outcome === 'missed');
