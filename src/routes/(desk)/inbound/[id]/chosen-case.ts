import { AppError } from '$lib/domain/errors';

/** Not one of those listed: the one whose number is typed. */
export const ANOTHER = 'another';

type Words = Record<string, string>;

/** Whether it is a case of the list. */
const isListed = ({ known = '' }: Words): boolean => known !== '' && known !== ANOTHER;

/**
 * The number of the case a mail is added to: chosen, or typed.
 * @throws mail_case_both
 */
export function caseIn(words: Words): string {
	const typed = (words.reference ?? '').trim();
	if (!isListed(words)) return typed;
	if (typed && typed !== words.known) throw new AppError('mail_case_both', {}, 'known');
	return words.known!;
}

/** What is wrong with the number is said where it was given: chosen, or typed. */
export const controlOf = (field: string | null, words: Words): string | null =>
	field === 'reference' && isListed(words) ? 'known' : field;
