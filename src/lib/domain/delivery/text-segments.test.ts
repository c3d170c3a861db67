import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_SEGMENTS, plainTypography, segmentsOf, shortEnough } from './text-segments';

describe('the parts of a text message', () => {
	it.each([
		['', 'gsm7', 0],
		['a'.repeat(160), 'gsm7', 1],
		['a'.repeat(161), 'gsm7', 2],
		['a'.repeat(306), 'gsm7', 2],
		['a'.repeat(307), 'gsm7', 3],
		['€'.repeat(80), 'gsm7', 1],
		['€'.repeat(81), 'gsm7', 2],
		// 76 signs of two in 153: the last place of each part stays empty.
		['€'.repeat(152), 'gsm7', 2],
		['€'.repeat(153), 'gsm7', 3],
		['é à ù è', 'gsm7', 1],
		['ê'.repeat(70), 'ucs2', 1],
		['ê'.repeat(71), 'ucs2', 2],
		['ê'.repeat(134), 'ucs2', 2],
		['😀'.repeat(35), 'ucs2', 1],
		// 33 pairs in 67: none is cut.
		['😀'.repeat(66), 'ucs2', 2],
		['😀'.repeat(67), 'ucs2', 3]
	])('%#: %s', (text, encoding, count) => {
		expect(segmentsOf(text)).toEqual({ encoding, count });
	});

	it('typography is written plainly, letters are kept', () => {
		expect(plainTypography('L’échéance : 1\u202f000,00\u00a0€ « dû »…')).toBe(
			'L\'échéance : 1 000,00 € " dû "...'
		);
	});

	it('the fullest text that is short enough is taken', () => {
		expect(shortEnough(['a'.repeat(460), 'b'.repeat(459), 'c'])).toBe('b'.repeat(459));
		expect(shortEnough(['a'.repeat(460), 'b'.repeat(460)])).toBe('b'.repeat(460));
	});
});

describe('properties', () => {
	it('a longer text never costs less, and a part holds what it holds', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string(), (text, more) => {
				const { count, encoding } = segmentsOf(text);
				expect(segmentsOf(text + more).count).toBeGreaterThanOrEqual(count);
				const room = encoding === 'gsm7' ? 160 : 70;
				expect(count).toBeGreaterThanOrEqual(Math.ceil(text.length / (room * 2)));
				expect(count > 0).toBe(text.length > 0);
			})
		);
	});

	it('plain typography never costs more', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('a', 'é', '’', '\u202f', '…', 'ê') }),
				(text) => {
					expect(segmentsOf(plainTypography(text)).count).toBeLessThanOrEqual(
						Math.max(MOST_SEGMENTS, segmentsOf(text).count * 2)
					);
				}
			)
		);
	});
});
