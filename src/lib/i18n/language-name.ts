import type { Language } from './language';

/** As its own speakers call it: français, English. */
export const languageName = (language: Language): string =>
	new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** As the reader calls it, inside a sentence: anglais, German. */
export const languageNameIn = (language: Language, reader: Language): string =>
	new Intl.DisplayNames([reader], { type: 'language' }).of(language) ?? language;
