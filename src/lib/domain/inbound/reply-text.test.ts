import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replyText } from './reply-text';

it.each([
	[
		'Bonjour,\nLe prix est faux.\n\nLe 3 mars 2026 à 10:00, Dupont <a@b.test> a écrit :\n> Relance',
		'Bonjour,\nLe prix est faux.'
	],
	['Wrong price\n\nOn Tue, 3 Mar 2026 at 10:00, Dupont <a@b.test>\nwrote:\n> x', 'Wrong price'],
	['Falsch\n\nAm 03.03.2026 um 10:00 schrieb Dupont <a@b.test>:\n\n> x', 'Falsch'],
	['Mal\n\nEl 3 mar 2026, Dupont <a@b.test> escribió:\n> x', 'Mal'],
	['Non\n\n-----Message d’origine-----\nDe : Dupont <a@b.test>\nEnvoyé : mardi', 'Non'],
	['Non\n\n________________________________\nDe : Dupont <a@b.test>\nEnvoyé : mardi\nx', 'Non'],
	['On a separate note, all is well.', 'On a separate note, all is well.'],
	['> ours\n\nOption C is better', '> ours\n\nOption C is better'],
	[
		'Le 3 mars 2026, Dupont a écrit :\n> a\nOui\n> b\nNon',
		'Le 3 mars 2026, Dupont a écrit :\n> a\nOui\n> b\nNon'
	]
])('%j', (text, own) => {
	expect(replyText(text)).toBe(own);
});

it('nothing is made up, and words are never lost altogether', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const own = replyText(text);
			expect(own === '').toBe(text.trim() === '');
			expect(own.length).toBeLessThanOrEqual(text.length);
		})
	);
});
