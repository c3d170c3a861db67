import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marked, wordsIn } from './marked';

const shown = (text: string, asked: string) =>
	marked(text, wordsIn(asked))
		.map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
		.join('');

describe('what was asked for', () => {
	it('is marked where a word begins with it, whatever its accents and capitals', () => {
		expect(shown('Établissements Dupré', 'dupre etab')).toBe('[Étab]lissements [Dupré]');
		expect(shown('LIT-2026-004242', 'lit 2026')).toBe('[LIT]-[2026]-004242');
		expect(shown('Palette', 'lette')).toBe('Palette');
	});

	it('is marked as far as the longest of its words goes', () => {
		expect(shown('Martin', 'mar marti')).toBe('[Marti]n');
	});

	it('is marked nowhere in a text whose signs do not match one by one', () => {
		expect(shown('Cœur ﬁn', 'cœur')).toBe('Cœur ﬁn');
	});

	it('loses no sign of the text', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (text, asked) => {
				const said = marked(text, wordsIn(asked)).map((piece) => piece.text);
				expect([text, text.normalize('NFC')]).toContain(said.join(''));
			})
		);
	});
});
