import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evidenceText } from './evidence';

it('keeps the words and drops the layout', () => {
	expect(
		evidenceText(['  Vous payez\t1\u00a0718,50\u00a0€ ', '', 'au plus tard\r\nle 5 décembre'])
	).toBe('Vous payez 1 718,50 €\nau plus tard\nle 5 décembre');
});
it('composed and decomposed letters are the same word', () => {
	expect(evidenceText(['De\u0301cembre'])).toBe(evidenceText(['Décembre']));
});
it('said again it is the same, and other words are another text', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'grapheme' })), (lines) => {
			const once = evidenceText(lines);
			expect(evidenceText(once.split('\n'))).toBe(once);
			expect(evidenceText([...lines, 'x'])).not.toBe(once);
		})
	);
});
