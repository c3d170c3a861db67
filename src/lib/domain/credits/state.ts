import type { ErrorCode } from '../errors';

export const CREDIT_STATES = ['to_export', 'exported', 'failed', 'posted', 'withdrawn'] as const;
export type CreditState = (typeof CREDIT_STATES)[number];

/** Somebody still has something to do. */
export const isCreditOpen = (state: CreditState): boolean =>
	state !== 'posted' && state !== 'withdrawn';

export interface CreditFacts {
	batchId: string | null;
	failedAt: Date | null;
	postedAt: Date | null;
	withdrawnAt: Date | null;
}

/** Where a request for a credit note stands. */
export function creditStateOf({
	batchId,
	failedAt,
	postedAt,
	withdrawnAt
}: CreditFacts): CreditState {
	if (withdrawnAt) return 'withdrawn';
	if (postedAt) return 'posted';
	if (failedAt) return 'failed';
	return batchId ? 'exported' : 'to_export';
}

export type CreditAct = 'export' | 'fail' | 'correct' | 'post';

/** Accounting may post before it was sent a file, or after it had failed. */
const FROM: Readonly<Record<CreditAct, readonly CreditState[]>> = {
	export: ['to_export'],
	fail: ['exported'],
	correct: ['failed'],
	post: ['to_export', 'exported', 'failed']
};

/** Why an act is refused now; null: it may be done. */
export function creditRefusal(state: CreditState, act: CreditAct): ErrorCode | null {
	if (FROM[act].includes(state)) return null;
	if (state === 'posted') return 'credit_posted';
	if (state === 'withdrawn') return 'credit_withdrawn';
	return 'credit_not_now';
}

/** The page somebody who names none begins with: what waits for somebody before what waits for the books, then what is over. */
export const firstState = (
	counts: readonly { readonly state: CreditState; readonly count: number }[]
): CreditState =>
	BEGIN_WITH.find((state) => counts.some((one) => one.state === state && one.count > 0)) ??
	'to_export';
const BEGIN_WITH: readonly CreditState[] = [
	'to_export',
	'failed',
	'exported',
	'posted',
	'withdrawn'
];
