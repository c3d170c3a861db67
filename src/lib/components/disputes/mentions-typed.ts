const NAME = 'mention-';

/** The field of a colleague in the form of a note: one each, so that a refused form keeps them all. */
export const mentionField = (userId: string): string => NAME + userId;

/** Whom a form ticks. */
export const mentionsIn = (words: Record<string, string>): string[] =>
	Object.keys(words)
		.filter((name) => name.startsWith(NAME))
		.map((name) => name.slice(NAME.length));
