import type { Language } from './language';

/** « de Épicerie » is not French: the name takes « d’ ». */
export function elided(text: string, name: string): string {
	return VOWEL.test(name.normalize('NFD')) ? text.replaceAll(`de ${name}`, `d’${name}`) : text;
}

/** What a language does to a name that follows « de ». */
export const ELISION: Record<Language, (text: string, name: string) => string> = {
	fr: elided,
	en: (text) => text,
	de: (text) => text,
	es: (text) => text
};

/** A silent h is by far the more frequent one in the names of companies (Hôtel, Huilerie, Habitat). */
const VOWEL = /^[aeiouhœæ]/i;
