import type { LocalDate } from '$lib/domain/calendar';
import type { Alert } from '../dunning/alerts';
import type { StageOfCase } from '$lib/domain/disputes/deadline-terms';
import type { AwaitedSignature } from '../disputes/requests-of-mine';
import type { Work } from '$lib/domain/worklist/order';

/** One thing to do: whom it is about, why, and where it is done. */
export interface WorkRow extends Work {
	who: string;
	/** Of the customer; null where nobody knows yet which one it is. */
	customerCode: string | null;
	/** Page on which the next step is taken. */
	href: string;
	/** The day the reason speaks about. */
	on: LocalDate | null;
	/** The case it is about. */
	reference: string | null;
	/** Of an alert: why no message reaches the customer. */
	alert: Alert['reason'] | null;
	/** Of what somebody else is late with: who that is, or which team. */
	owner: { ownerName: string | null; ownerTeam: string | null } | null;
	/** In the words of whoever asked for it. */
	what: string | null;
	/** Of a case: which of its deadlines that day is; null where it is the one the customer was promised. */
	stage: StageOfCase | null;
	/** Something is claimed since it was answered. */
	hasGrown: boolean;
	/** Whoever was asked says it is not for him. */
	handsBack: boolean;
	/** Of a decision somebody did not sign: why, in his words. */
	refusedWhy: string | null;
	/** Of a signature that is late: whose turn it is. */
	signature: AwaitedSignature | null;
	/** Where the thing stands, if it moves by steps. */
	standing: string;
}

/** Read from each source, the most urgent first: nobody does more in a day, and the next day tells the rest. */
export const MOST = 200;

export const NOTHING_MORE = {
	...{ daysLeft: null, amounts: [], on: null, daysLate: null, reference: null, what: null },
	...{ standing: '', alert: null, stage: null, hasGrown: false, handsBack: false, signature: null },
	...{ refusedWhy: null, owner: null }
} satisfies Partial<WorkRow>;
