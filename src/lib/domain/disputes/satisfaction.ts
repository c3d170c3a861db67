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
