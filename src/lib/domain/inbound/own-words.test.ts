import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bothEnds, LONGEST_TEXT, ownWords as read } from './own-words';

const ownWords = (text: string) => read(text, (address) => address === 'a@b.test');

const QUOTED = 'Le 3 mars 2026, Dupont <a@b.test> a écrit :\n' + '> Votre facture\n'.repeat(3000);

it('an answer below a long quotation is what is kept', () => {
	const { words, leftOut } = ownWords(`${QUOTED}\nNous contestons la ligne 3.`);
	expect(words).toContain('Nous contestons la ligne 3.');
	expect(words).not.toContain('Votre facture');
	expect(leftOut).toBe('too_long');
});

it('an answer above a long quotation loses nothing', () => {
	expect(ownWords(`Nous contestons.\n\n${QUOTED}`)).toEqual({
		...{ words: 'Nous contestons.', leftOut: '' }
	});
});

it('a sentence above a quotation of any length loses nothing', () => {
	const quoted = `De : Menuiserie <a@b.test>\nEnvoyé : mardi\n\n${'Votre facture\n'.repeat(18_000)}`;
	expect(ownWords(`Nous contestons.\n\n${quoted}`)).toEqual({
		...{ words: 'Nous contestons.', leftOut: '' }
	});
});

it.each([
	['', 'quoted'],
	['> mot\n'.repeat(5000), 'too_long']
])('an exchange of others that is left out is said to be', (more, leftOut) => {
	const others = 'Le 3 mars 2026, Leroy <quai@leroy.test> a écrit :\n> Casse\n';
	expect(ownWords(`Voir\n\n${others}${more}`)).toEqual({ words: 'Voir', leftOut });
});

it('an answer below a quotation without marks keeps its end', () => {
	const { words, leftOut } = ownWords(`${'Votre facture\n'.repeat(30_000)}Nous contestons.`);
	expect(words).toMatch(/Nous contestons\.$/);
	expect([leftOut, words.length <= LONGEST_TEXT]).toEqual(['too_long', true]);
});

it('what is long enough to be cut is cut, and says so; the rest stays as it is', () => {
	const text = fc.string({ unit: 'grapheme', maxLength: 60 });
	const times = fc.integer({ min: 1, max: 2000 });
	fc.assert(
		fc.property(text, times, (line, count) => {
			const { words, leftOut } = ownWords(`${line}\n`.repeat(count));
			expect(words.length).toBeLessThanOrEqual(LONGEST_TEXT);
			if (!leftOut) expect(words).not.toContain('[…]\n[…]');
		}),
		{ numRuns: 30 }
	);
});

it('both ends of a short text are the text', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(bothEnds(text, 1000)).toBe(text);
		})
	);
});

it.each([
	['spaces', ' '.repeat(200_000) + 'x'],
	['dashes', '-'.repeat(199_000) + ' original x'],
	['days', 'on 1 wrote '.repeat(18_000)],
	['short lines of days', 'on 1\n'.repeat(40_000)],
	['lines in turn quoted and not', 'de : a@b\nto: x\n' + '> a\n\n\nb\n'.repeat(20_000)],
	['line ends', '\r\n'.repeat(100_000)],
	['megabytes', 'mot '.repeat(3_000_000)]
])('%s keep nobody busy', (_, text) => {
	const began = performance.now();
	ownWords(text);
	expect(performance.now() - began).toBeLessThan(3000);
});
