import type { WorkKind } from './order';

/** What the weight of a row follows from. */
export interface Weighed {
	readonly kind: WorkKind;
	/** In the currency of the house; null: nobody knows what it is about. */
	readonly minor: bigint | null;
	readonly daysLate: number;
}

/**
 * Amount × lateness × risk. Amount and lateness count by their size, not one by one: a hundred times the money, or a
 * month more, does not bury everything else. More money, or more days, never weigh less.
 */
export const scoreOf = ({ kind, minor, daysLate }: Weighed): number =>
	sizeOf(minor ?? UNKNOWN_MINOR) * latenessOf(daysLate) * RISK[kind];

/** What nobody knows the amount of counts as much as a thousand. */
const UNKNOWN_MINOR = 100_000n;

const sizeOf = (minor: bigint): number => 1 + Math.log10(1 + Number(minor < 0n ? 0n : minor) / 100);

/** As if it were one more after a month: 1 on the day, 2 after thirty days, 3 after ninety. */
const latenessOf = (days: number): number => 1 + Math.log2(1 + Math.max(0, days) / 30);

/** What is at stake when it waits another day: somebody's word, a customer who wrote, or the money alone. */
const RISK: Readonly<Record<WorkKind, number>> = {
	case: 3,
	promise: 3,
	approval: 2.5,
	promise_decide: 2.5,
	asked: 2.5,
	advice: 2.5,
	anew: 2.5,
	silent: 2,
	unreached: 2,
	reply: 2.5,
	signature: 2.5,
	mail_reply: 2.5,
	question: 2.5,
	claim: 2.5,
	promise_lapsed: 2,
	credit: 2,
	todo: 2,
	todo_late: 2,
	mail: 2,
	wrong_person: 2,
	low_score: 2,
	task: 2,
	account: 1.5,
	not_booked: 1.5,
	decide: 1.25,
	assign: 1.25,
	close: 1,
	alert: 1
};
