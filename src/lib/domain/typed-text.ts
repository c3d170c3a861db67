/** Signs of what somebody says in his own words: the field and the door take as many. */
export const LONGEST_WORDS = 5_000;

/**
 * Signs of a message made of a form: what was chosen in it, one line each, before what was said. Of a thousand
 * invoices (MOST_AT_ONCE) there is room for each, and for the longest words behind them.
 */
export const LONGEST_COMPOSED = 250_000;

/**
 * What no key types: controls a database or a letter refuses (Unicode C0 and C1, but for tab and line ends),
 * and those that turn the words around them (UAX #9: embeddings, overrides, isolates). They come by paste.
 */
const UNTYPED = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/** The same words, without what nobody typed; a line ends with one sign, as the field counts it. */
export const typedText = (text: string): string =>
	text.replace(/\r\n?/g, '\n').replace(UNTYPED, '');
