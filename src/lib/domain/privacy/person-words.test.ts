import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erasedAddress, isErasedAddress, replacementsOf } from './person-words';

const ana = {
	names: ['Ana Pétit', 'Compta'],
	addresses: ['ana.petit@m1.test'],
	phones: ['+33 6 12 34 56 78', '12']
};
const pseudonym = { name: 'Personne effacée 1A', code: '1a' };
/** What PostgreSQL does with them, but for the start of a word, which it writes otherwise. */
const erased = (text: string, known = ana, isName = false) =>
	replacementsOf(known, pseudonym).reduce((done, { pattern, mark, found }) => {
		const read = pattern.replaceAll('\\m', '\\b');
		if (found !== 'name') return done.replace(new RegExp(read, 'g'), mark);
		return isName ? done.replace(new RegExp(`^\\s*(?:${read})\\s*$`), mark) : done;
	}, text);

describe('a person is taken out of what was written', () => {
	test.each([
		['De la part d’Ana Pétit.', 'De la part d’Personne effacée 1A.'],
		['ANA PETIT, comptable', 'Personne effacée 1A, comptable'],
		['PETIT Ana', 'Personne effacée 1A'],
		['Bonjour Mme Petit,', 'Bonjour Mme Personne effacée 1A,'],
		['Ana Petitjean', 'Ana Petitjean'],
		['<Ana.Petit@M1.test>', `<${erasedAddress('1a', 0)}>`],
		['mailto:ana.petit%40m1.test', `mailto:${erasedAddress('1a', 0)}`],
		['joana.petit@m1.test', 'joana.petit@m1.test'],
		['06.12.34.56.78 ou +33612345678', '••• ou •••'],
		['le lot 612345678123', 'le lot 612345678123'],
		['Compta', 'Compta'],
		['Compta du mois', 'Compta du mois'],
		['article 12', 'article 12']
	])('%s', (written, left) => {
		expect(erased(written)).toBe(left);
	});
	test('a name of one word where a name stands, as the whole of it', () => {
		expect(erased('COMPTA', ana, true)).toBe('Personne effacée 1A');
		expect(erased('Compta du mois', ana, true)).toBe('Compta du mois');
	});
	test('a name with an apostrophe as pages write it', () => {
		expect(erased('Dear Pat O&#39;Brien', { ...ana, names: ["Pat O'Brien"] })).toBe(
			'Dear Personne effacée 1A'
		);
	});
});

test('what stands for an address takes no mail', () => {
	expect(isErasedAddress(erasedAddress('1a', 0))).toBe(true);
	expect(isErasedAddress('ana@erased.invalid.test')).toBe(false);
});

describe('properties', () => {
	const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ž]{2,9}$/);
	const name = fc.tuple(word, word).map((both) => both.join(' '));
	test('a name and an address are gone from any sentence, and nothing else is', () => {
		fc.assert(
			fc.property(name, fc.emailAddress(), (who, email) => {
				const known = { names: [who], addresses: [email], phones: [] };
				expect(erased(`12 (${who}) <${email}> 7`, known)).toBe(
					`12 (${pseudonym.name}) <${erasedAddress('1a', 0)}> 7`
				);
			})
		);
	});
	test('what names nobody stays as it is', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				fc.pre(!/petit|compta|\d{7}/i.test(text));
				expect(erased(text)).toBe(text);
			})
		);
	});
});
