import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinWords, partWords, quoteTags } from './edited-words';
import { parseTemplateText } from './template-tags';

describe('words of one notice', () => {
	test('keep what stands above the list apart from what stands below it', () => {
		const words = { body: 'Bonjour,\n\nVoici le compte.', closing: 'Cordialement' };
		expect(partWords(joinWords(words))).toEqual(words);
		expect(partWords(joinWords({ body: 'Seul', closing: '' }))).toEqual({
			body: 'Seul',
			closing: ''
		});
	});

	test('come back as they were typed, whatever was typed', () => {
		const typed = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\f'));
		fc.assert(
			fc.property(typed, typed, (body, closing) => {
				expect(partWords(joinWords({ body, closing }))).toEqual({ body, closing });
			})
		);
	});

	test('say a sign that stands for itself as itself', () => {
		const piece = fc.constantFrom('#', '##', '#client', 'n° #12', 'é', ' ', '#é', 'a');
		fc.assert(
			fc.property(
				fc.array(piece).map((pieces) => pieces.join('')),
				(text) => {
					const parts = parseTemplateText(quoteTags(text));
					expect(parts.map((part) => (part.kind === 'text' ? part.text : part))).toEqual(
						text ? [text] : []
					);
				}
			)
		);
		expect(quoteTags('facture n° #12')).toBe('facture n° #12');
	});
});
