import { replyText } from './reply-text';

/** Words beyond it are in the original. */
export const LONGEST_TEXT = 20_000;
/** More is not looked through for a quotation. */
const LONGEST_READ = 200_000;
const GAP = '[…]';

/**
 * What somebody wrote himself, short enough for a case. Where it is too long the lines he quotes go first; of
 * what is too long even so both ends are kept: some write above what they answer, others below.
 */
export function ownWords(text: string): { words: string; isCut: boolean } {
	const reply = replyText(bothEnds(text, LONGEST_READ));
	const isCut = reply.length > LONGEST_TEXT || text.length > LONGEST_READ;
	return { words: isCut ? bothEnds(withoutQuoted(reply), LONGEST_TEXT) : reply, isCut };
}

/** It has gaps of ours. */
export const isShortened = (text: string): boolean => text.split('\n').includes(GAP);

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
