import { isPassedOn, type followUpOn } from '$lib/domain/disputes/follow-up';
import type { Colleague } from '../absences/presence';

export type LeavingUser = Pick<Colleague, 'id' | 'email'>;

/** Something of a case that somebody else is asked now. */
export interface Move {
	disputeId: string;
	/** Holds the case, and looks at it again. */
	pass: () => Promise<void>;
}

export type KindOf = typeof followUpOn;

/** No other step of the ladder than this one, whatever he was reminded of today. */
export const passedOnNow: KindOf = (...facts) => (isPassedOn(...facts) ? 'moved' : null);
