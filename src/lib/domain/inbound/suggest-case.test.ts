import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestCases } from './suggest-case';

const cases = [
	{ reference: 'LIT-2026-000001', numbers: ['F-2026/11'] },
	{ reference: 'LIT-2026-000002', numbers: ['F-2026/12', 'F-2026/13'] },
	{ reference: 'LIT-2026-000003', numbers: ['F-2026/12'] }
];
const suggested = (text: string) =>
	suggestCases(text, cases).map(
		({ reference, isSuggested }) => `${reference.slice(-1)}${isSuggested ? '!' : ''}`
	);

test.each([
	['Bonjour, où en est-on ?', ['1', '2', '3']],
	['Re: f 2026 13', ['2!', '1', '3']],
	['La facture F-2026/12', ['2!', '3!', '1']],
	['F-2026/123', ['1', '2', '3']],
	['lit-2026-000003, facture F-2026/12', ['3!', '2!', '1']],
	['LIT-2026-000003', ['3!', '1', '2']],
	['LIT-2026-0000031', ['1', '2', '3']]
])('%s suggests %j', (text, expected) => {
	expect(suggested(text)).toEqual(expected);
});

test('no case is lost, and words that name nothing suggest nothing', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const found = suggestCases(text, cases);
			expect(found.map(({ reference }) => reference).sort()).toEqual(
				cases.map(({ reference }) => reference)
			);
			if (!/\d/.test(text)) expect(found.some(({ isSuggested }) => isSuggested)).toBe(false);
		})
	);
});
