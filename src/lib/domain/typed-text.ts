/**
 * What no key types: controls a database or a letter refuses (Unicode C0 and C1, but for tab and line ends),
 * and those that turn the words around them (UAX #9: embeddings, overrides, isolates). They come by paste.
 */
const UNTYPED = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;

/** The same words, without what nobody typed. */
export const typedText = (text: string): string => text.replace(UNTYPED, '');
