import { replyText, type IsOurs } from './reply-text';

/** Words beyond it are in the original. */
export const LONGEST_TEXT = 20_000;
const GAP = '[…]';

/** What stayed in the original: lines of others he quotes, or some of what is too long for a case. */
export type LeftOut = '' | 'quoted' | 'too_long';

/**
 * What somebody wrote himself, short enough for a case. Where it is too long the lines he quotes go first; of
 * what is too long even so both ends are kept: some write above what they answer, others below.
 */
export function ownWords(text: string, isOurs: IsOurs): { words: string; leftOut: LeftOut } {
	const { words, leavesOthers } = replyText(text, isOurs);
	if (words.length > LONGEST_TEXT)
		return { words: bothEnds(withoutQuoted(words), LONGEST_TEXT), leftOut: 'too_long' };
	if (!leavesOthers) return { words, leftOut: '' };
	return { words, leftOut: text.length > LONGEST_TEXT ? 'too_long' : 'quoted' };
}

/** Of mails kept before it was noted: what has a gap has one of ours, as far as anybody can tell. */
export const leftOutOf = (text: string): LeftOut =>
	text.split('\n').includes(GAP) ? 'too_long' : '';

/** Of a text that is too long, where it begins and where it ends. */
export function bothEnds(text: string, most: number): string {
	if (text.length <= most) return text;
	const half = (most - GAP.length - 2) >> 1;
	return `${text.slice(0, half)}\n${GAP}\n${text.slice(-half)}`.toWellFormed();
}

/** Each run of quoted lines is a gap. */
function withoutQuoted(text: string): string {
	const lines = text.split('\n').map((line) => (/^\s*>/.test(line) ? GAP : line));
	return lines.filter((line, at) => line !== GAP || lines[at - 1] !== GAP).join('\n');
}
