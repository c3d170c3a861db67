import { FIRST_LANGUAGE, LANGUAGES, type Language } from '$lib/domain/language';

export { LANGUAGES, type Language } from '$lib/domain/language';

/** "de", "de-AT", "de_DE.UTF-8"; the name of something else that begins so ("default") is none. */
export const asLanguage = (text: string | null | undefined): Language | null => {
	const word = /^\p{L}+/u.exec(text?.trim().toLowerCase() ?? '')?.[0];
	return LANGUAGES.find((language) => language === word) ?? null;
};

/** Of an Accept-Language header, the language we speak that is wanted most; French when there is none. */
export function preferredLanguage(header: string | null): Language {
	const wanted = (header ?? '').split(',').flatMap((part) => {
		const [tag, ...parameters] = part.trim().split(';');
		const weight = parameters.find((each) => each.trim().startsWith('q='))?.split('=')[1];
		const [language, q] = [asLanguage(tag), Number(weight ?? 1)];
		return language && q > 0 ? [{ language, q }] : [];
	});
	// A stable sort: those wanted alike stay in their order.
	return wanted.sort((a, b) => b.q - a.q)[0]?.language ?? FIRST_LANGUAGE;
}
