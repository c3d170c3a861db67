import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alone } from './alone';
import { asLanguage, LANGUAGES, preferredLanguage } from './language';

describe('a language', () => {
	test('is named alone, with its country, or as a system names it', () => {
		expect(['de', 'de-AT', 'es_ES.UTF-8', ' FR ', 'en;q=1'].map(asLanguage)).toEqual([
			'de',
			'de',
			'es',
			'fr',
			'en'
		]);
	});

	test('is not another word that begins alike', () => {
		expect(['default', 'est', 'enm', 'C.UTF-8', '', null, undefined].map(asLanguage)).toEqual(
			Array.from({ length: 7 }, () => null)
		);
	});
});

describe('what a browser wants', () => {
	test('most is taken, among those we speak', () => {
		expect(preferredLanguage('nl-NL,nl;q=0.9,de;q=0.8,en;q=0.7')).toBe('de');
		expect(preferredLanguage('en;q=0.2, es-MX;q=0.9')).toBe('es');
		expect(preferredLanguage('de;q=0, en')).toBe('en');
	});

	test('is French when we speak none of it', () => {
		expect([null, '', 'nl, pt;q=0.9', 'de;q=0', '*'].map(preferredLanguage)).toEqual(
			Array.from({ length: 5 }, () => 'fr')
		);
	});

	test('is always something we speak, whatever is sent', () => {
		fc.assert(
			fc.property(fc.string(), (header) => {
				expect(LANGUAGES).toContain(preferredLanguage(header));
			})
		);
	});
});

test('a word alone begins with a capital, and nothing else of it changes', () => {
	expect(['en litige', 'über', 'SMS', 'e-mail', '', 'Zahlung angekündigt'].map(alone)).toEqual([
		'En litige',
		'Über',
		'SMS',
		'E-mail',
		'',
		'Zahlung angekündigt'
	]);
});
