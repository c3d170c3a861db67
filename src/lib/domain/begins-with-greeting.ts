const HAIL = new RegExp(
	'^(?:' +
		[
			'bonjour|bonsoir|ch[eè]re?s?',
			'hello|hi|dear|good (?:morning|afternoon|evening)',
			'guten (?:tag|morgen|abend)|hallo|sehr geehrter?|liebe[rs]?',
			'hola|buen[oa]s (?:d[ií]as|tardes|noches)|estimad[oa]s?|muy señor(?:a|es|as)?'
		].join('|') +
		// Whom it is for, then the end of it: a sentence that only begins so goes on.
		')(?:[ \\u00a0][^\\s,:!]+){0,4}[ \\u00a0]?(?:[,:!]|\\n|$)',
	'iu'
);

// A sentence may begin with it too: "Madame Petit a confirmé." is about her, "Madame, j’ai confirmé." is to her.
const TITLE = '[Mm](?:adame|onsieur|esdames|essieurs|esdemoiselles)';
const TITLES = `${TITLE}(?:(?:,| et|, et) ${TITLE})?`;
const BARE = new RegExp(`^${TITLES}[ \\u00a0]?(?:[,:!]|\\n|$)`, 'u');
/** With an office or at most three names, and nothing else on its line. */
const NAMED = new RegExp(
	`^${TITLES}(?: l[ae]s? \\p{L}+|(?: (?:d[eu] |[dl][’'])?\\p{Lu}[\\p{L}’'-]*){1,3})[ \\u00a0]?[,:!]?[ \\u00a0]*(?:\\n|$)`,
	'u'
);

/** Whether somebody greets in his first words, in any language of the app. */
export const beginsWithGreeting = (text: string): boolean =>
	[HAIL, BARE, NAMED].some((greeting) => greeting.test(text.trimStart()));
