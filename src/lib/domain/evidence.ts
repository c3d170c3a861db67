/**
 * What a person read when he agreed to something: the lines of the page without its layout. The same
 * words always give the same text, so that a hash of it can be computed again years later.
 */
export const evidenceText = (lines: readonly string[]): string =>
	lines
		.flatMap((line) => line.normalize('NFC').split(/\r\n|[\r\n\u2028\u2029]/))
		.map((line) => line.replace(/[^\S\n]+/gu, ' ').trim())
		.filter(Boolean)
		.join('\n');
