/** Whom a letter about the case reaches today. */
export interface ToldToday {
	readonly readers: readonly string[];
}

export const isAnybodyTold = ({ readers }: ToldToday): boolean => readers.length > 0;

/** What says it was sent, of what was done (`?done=`). */
const SAYS_IT_WAS_SENT: readonly string[] = [
	'post_customer',
	'decide',
	'close',
	'propose',
	'withdrawProposal',
	'commit',
	'approvalGranted'
];

export const isUnsent = (done: string, told: ToldToday): boolean =>
	SAYS_IT_WAS_SENT.includes(done) && !isAnybodyTold(told);
