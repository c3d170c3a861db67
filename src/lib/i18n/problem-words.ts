import { LANGUAGES, type Language } from './language';
import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

/** Why a row of a file, or only a value of it, was not taken: in a sentence. */
export function problemWords(
	{ code, taken }: { code: string; taken?: boolean | undefined },
	locale: Language = getLocale()
): string {
	const reason = say(`intake_problem_${code}`, { languages: LANGUAGES.join(', ') }, locale);
	return taken ? m.intake_left_out({ reason }, { locale }) : reason;
}
