import { LANGUAGES, type Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

/** Why a row of a file was not taken, in a sentence. */
export const problemWords = (code: string, language: Language = getLocale()): string =>
	say(`intake_problem_${code}`, { languages: LANGUAGES.join(', ') }, language);
