interface Message {
	id: string;
	authorKind: string;
	authorName: string;
	body: string;
	at: Date;
	/** The reference of the case it was written in, where that went into this one. */
	from?: string;
}
interface OfferAnswer extends Omit<Message, 'authorKind'> {
	verdict: 'accepted' | 'refused';
}
interface Entry extends Message {
	/** What he said to an offer, beside its note. */
	verdict: OfferAnswer['verdict'] | null;
}

/** Messages and answers to offers, in the order in which they were said. */
export const saidIn = ({
	messages,
	offerAnswers
}: {
	messages: readonly Message[];
	offerAnswers: readonly OfferAnswer[];
}): Entry[] =>
	[
		...messages.map((message) => ({ ...message, verdict: null })),
		...offerAnswers.map((answer) => ({ ...answer, authorKind: 'customer' }))
	].sort((a, b) => a.at.getTime() - b.at.getTime());
