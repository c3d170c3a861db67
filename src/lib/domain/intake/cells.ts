import { LANGUAGES, type Language } from '../language';
import { z } from 'zod';
import type { ContactRole } from '../dunning/contact-role';

/** Lower case, without accents, signs or spaces: "N° de facture" → "ndefacture". */
export const plainWord = (text: string): string =>
	text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

const YES = new Set([
	'1',
	'yes',
	'y',
	'oui',
	'o',
	'true',
	'vrai',
	'x',
	'ja',
	'j',
	'si',
	's',
	'wahr',
	'verdadero',
	'disputed',
	'litige',
	'enlitige',
	'conteste',
	'strittig',
	'beanstandet',
	'endisputa',
	'reclamada'
]);
const NO = new Set([
	'',
	'0',
	'no',
	'n',
	'non',
	'false',
	'faux',
	'nein',
	'falsch',
	'falso',
	'none',
	'aucun',
	'keine',
	'ninguna'
]);

/** Null when it is neither. */
export function readFlag(text: string): boolean | null {
	const word = plainWord(text);
	return YES.has(word) ? true : NO.has(word) ? false : null;
}

const NAMES: Record<Language, readonly string[]> = {
	fr: [
		'fr',
		'fra',
		'fre',
		'french',
		'francais',
		'franzosisch',
		'frances',
		'frfr',
		'frbe',
		'frch',
		'frca'
	],
	en: ['en', 'eng', 'english', 'anglais', 'englisch', 'ingles', 'engb', 'enus', 'enie', 'gb', 'uk'],
	de: [
		'de',
		'deu',
		'ger',
		'german',
		'deutsch',
		'allemand',
		'aleman',
		'dede',
		'deat',
		'dech',
		'delu'
	],
	es: [
		'es',
		'spa',
		'spanish',
		'espanol',
		'castellano',
		'espagnol',
		'spanisch',
		'eses',
		'esmx',
		'esar'
	]
};

/** Undefined when it is a language we do not write, null when the cell says nothing. */
export function readLanguage(text: string): Language | null | undefined {
	const word = plainWord(text);
	if (word === '') return null;
	return LANGUAGES.find((language) => NAMES[language].includes(word));
}

const COLLECTIONS = /recouvr|relanc|collect|credit|dunning|impaye|mahn|inkasso|cobro|recobro/;
const BILLING =
	/factur|compta|billing|account|invoice|payable|fourniss|finan|rechnung|buchhalt|kreditor|contab|proveedor/;

/** Null when the cell says nothing. */
export function readRole(text: string): ContactRole | null {
	const word = plainWord(text);
	if (word === '') return null;
	return COLLECTIONS.test(word) ? 'collections' : BILLING.test(word) ? 'billing' : 'other';
}

const SIGNS: Record<string, string> = { '€': 'EUR', $: 'USD', '£': 'GBP' };
const KNOWN = new Set(Intl.supportedValuesOf('currency'));

export function readCurrency(text: string): string | null {
	const code = SIGNS[text] ?? text.toUpperCase();
	return KNOWN.has(code) ? code : null;
}

/** Only the two letters of ISO 3166: other codes belong to the software that wrote the file. */
export const readCountry = (text: string): string | null =>
	/^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null;

const email = z.email().max(254);

export function readEmail(text: string): string | null {
	const address = text.toLowerCase();
	return email.safeParse(address).success ? address : null;
}
