/** What the witness mailbox tells about a mail of which nobody knows whether it left. */
export interface Testimony {
	/** Its copy is there. */
	found: boolean;
	/** Copies of mails that certainly left are missing too: an absence proves nothing then. */
	boxIsLate: boolean;
	/** It was tried again once on the word of the witness, or must not be. */
	spent: boolean;
}

export type WitnessVerdict = 'sent' | 'retry' | 'hold' | 'wait';

/** Why it is sound: a server takes a letter for everybody in its envelope, or for nobody. */
export function verdictOfWitness({ found, boxIsLate, spent }: Testimony): WitnessVerdict {
	if (found) return 'sent';
	if (boxIsLate) return 'wait';
	return spent ? 'hold' : 'retry';
}
