const GREETING = new RegExp(
	'^(?:' +
		[
			'bonjour|bonsoir|madame|monsieur|mesdames|messieurs|ch[eè]re?s?',
			'hello|hi|dear|good (?:morning|afternoon|evening)',
			'guten (?:tag|morgen|abend)|hallo|sehr geehrter?|liebe[rs]?',
			'hola|buen[oa]s (?:d[ií]as|tardes|noches)|estimad[oa]s?|muy señor(?:a|es|as)?'
		].join('|') +
		// Whom it is for, then the end of it: a sentence that only begins so goes on.
		')(?:[ \\u00a0][^\\s,:!]+){0,4}[ \\u00a0]?(?:[,:!]|\\n|$)',
	'iu'
);

/** Whether somebody greets in his first words, in any language of the app. */
export const beginsWithGreeting = (text: string): boolean => GREETING.test(text.trimStart());
