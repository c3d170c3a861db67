/** « de Épicerie » is not French: the name takes « d’ ». */
export const elided = (text: string, name: string): string =>
	VOWEL.test(name.normalize('NFD')) ? text.replaceAll(`de ${name}`, `d’${name}`) : text;

/** A silent h is by far the more frequent one in the names of companies (Hôtel, Huilerie, Habitat). */
const VOWEL = /^[aeiouhœæ]/i;
