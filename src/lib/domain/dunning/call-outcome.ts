/** What came of a call; each has its words in messages/<language>/dunning.json, `dunning_call_<outcome>`. */
export const CALL_OUTCOMES = [
	'reached',
	'promised',
	'disputes',
	'paid_already',
	'no_answer',
	'wrong_number'
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** Nobody was spoken to: the task stays, for another day. */
export const wasReached = (outcome: CallOutcome): boolean =>
	outcome !== 'no_answer' && outcome !== 'wrong_number';
