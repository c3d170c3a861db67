import { AppError } from './errors';
import { LANGUAGES, REQUIRED_LANGUAGES, type Labels, type Language } from './language';

/** A label a house gives something of its own: longer, it no longer fits where it is read. */
export const LONGEST_LABEL = 60;

/** What is wrong with the labels of something new: one that is missing, one that reads like another's beside it. */
export const labelFaults = (labels: Labels, beside: readonly { labels: Labels }[]): AppError[] =>
	LANGUAGES.flatMap((language) => {
		const code = faultOf(labels, beside, language);
		return code ? [new AppError(code, {}, `labels.${language}`)] : [];
	});

function faultOf(labels: Labels, beside: readonly { labels: Labels }[], language: Language) {
	const wanted = plain(labels[language]);
	if (!wanted) return REQUIRED.includes(language) ? 'required' : null;
	return beside.some((one) => plain(one.labels[language]) === wanted) ? 'name_taken' : null;
}

const REQUIRED: readonly Language[] = REQUIRED_LANGUAGES;
const plain = (words = ''): string => words.trim().toLowerCase();
