import { REFERENCE } from '../disputes/reference';

/** What mail programs and their servers put before a subject, however often: Re:, TR:, AW[2]:, [EXT]. */
const PREFIXES =
	/^(?:\s*(?:(?:re|fwd?|tr|aw|wg|sv|vs|rv|rif|res|antw|rép|réf|rm)(?:\s*\[\d+\]|\s*\(\d+\))?\s*:|\[[^\]]{1,20}\]))+/iu;
const REFERENCES = new RegExp(REFERENCE, 'gi');
const NO_WORDS = /[^\p{L}\p{N}]+/gu;

/** What a subject is about: its words alone. */
export const subjectWords = (subject: string): string =>
	subject
		.normalize('NFKC')
		.replace(PREFIXES, '')
		.replace(REFERENCES, ' ')
		.replace(NO_WORDS, ' ')
		.trim()
		.toLowerCase();

/**
 * Whether an answer is about something else than each of the mails it may answer: not where it says nothing, nor
 * where one of the two goes on where the other ends, as programs cut and people add.
 */
export function isOtherSubject(subject: string, ours: readonly string[]): boolean {
	const theirs = subjectWords(subject);
	const known = ours.map(subjectWords).filter(Boolean);
	if (!theirs || known.length === 0) return false;
	return !known.some((own) => own.includes(theirs) || theirs.includes(own));
}
