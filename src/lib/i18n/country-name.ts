import type { Language } from './language';

/** Countries as their reader calls them, in his order. @param codes ISO 3166-1 alpha-2 */
export function countriesByName(
	codes: readonly string[],
	reader: Language
): { code: string; name: string }[] {
	const names = new Intl.DisplayNames([reader], { type: 'region', fallback: 'code' });
	return codes
		.map((code) => ({ code, name: names.of(code) ?? code }))
		.sort((one, other) => one.name.localeCompare(other.name, reader));
}
