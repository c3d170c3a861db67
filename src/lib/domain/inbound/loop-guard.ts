/** What a case heard by mail before this one. */
export interface HeardByMail {
	/** Messages in the last hour. */
	lastHour: number;
	/** Mails with the very same words in the last day. */
	sameWords: number;
}

const MOST_AN_HOUR = 5;
const MOST_REPEATED = 3;

/** Whether two machines may be talking to each other; a person looks then. */
export function loopIn({ lastHour, sameWords }: HeardByMail): 'loop_rate' | 'loop_words' | null {
	if (lastHour >= MOST_AN_HOUR) return 'loop_rate';
	return sameWords + 1 >= MOST_REPEATED ? 'loop_words' : null;
}
