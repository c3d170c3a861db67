import { formatList } from '$lib/i18n/format';
import { asLanguage, LANGUAGES, type Language } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';
import { UsageError } from './command';

/** One language per call, results and refusals alike: the one asked for, or that of the system. */
export const systemLanguage = (environment: NodeJS.ProcessEnv): Language =>
	asLanguage(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG) ?? 'en';

/**
 * Takes `--lang fr` out of what was typed, wherever it stands.
 * @throws UsageError when it names a language that is not spoken here
 */
export function takeLanguage(argv: readonly string[]): { asked: Language | null; args: string[] } {
	const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
	if (at < 0) return { asked: null, args: [...argv] };
	const isApart = argv[at] === '--lang';
	const asked = asLanguage(isApart ? argv[at + 1] : argv[at]!.slice('--lang='.length));
	if (!asked)
		throw new UsageError(
			m.cli_lang({ languages: formatList(LANGUAGES, undefined, 'disjunction') })
		);
	return { asked, args: argv.filter((_, i) => i !== at && !(isApart && i === at + 1)) };
}
