import { describe, expect, it } from 'vitest';
import { itemsIn, typedIn } from './typed';

const form = (entries: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return data;
};
const EUR = new Map([
	['a', 'EUR'],
	['b', 'EUR']
]);
const items = (
	part: 'whole' | 'part',
	amounts: Record<string, string>,
	invoices = ['a'],
	language: 'fr' | 'en' = 'fr'
) =>
	itemsIn(
		{
			invoices,
			reason: 'price_unit',
			part,
			amounts,
			outcome: 'NOA',
			explanation: '',
			key: 'key-key-key'
		},
		EUR,
		language
	);

describe('the form', () => {
	it('is read whole, and what is not offered falls back', () => {
		expect(
			typedIn(
				form([
					['invoice', 'a'],
					['invoice', 'b'],
					['reason', 'other'],
					['part', 'part'],
					['amount-a', '12'],
					['outcome', 'XXX'],
					['explanation', 'x'],
					['key', 'k']
				])
			)
		).toEqual({
			invoices: ['a', 'b'],
			reason: 'other',
			part: 'part',
			amounts: { a: '12' },
			outcome: 'NOA',
			explanation: 'x',
			key: 'k'
		});
	});
});

describe('amounts', () => {
	it('are none when the whole is contested, whatever was typed before', () => {
		expect(items('whole', { a: '12' })).toEqual([{ invoiceId: 'a' }]);
	});
	it.each([
		['125,50', 'fr'],
		['125.50', 'fr'],
		['125.50', 'en'],
		['€125.50', 'en'],
		['125,50 €', 'fr']
	] as const)('%s is understood in %s', (text, language) => {
		expect(items('part', { a: text }, ['a'], language)).toEqual([
			{ invoiceId: 'a', claimedMinor: 12_550n }
		]);
	});
	it('1.234 is more than a thousand in French, and 1,234 in English', () => {
		expect(items('part', { a: '1.234' }, ['a'], 'fr')[0]).toMatchObject({ claimedMinor: 123_400n });
		expect(items('part', { a: '1,234' }, ['a'], 'en')[0]).toMatchObject({ claimedMinor: 123_400n });
	});
	it('left empty among several mean the whole of that one', () => {
		expect(items('part', { a: '10', b: '' }, ['a', 'b'])).toEqual([
			{ invoiceId: 'a', claimedMinor: 1_000n },
			{ invoiceId: 'b' }
		]);
	});
	it.each(['', 'beaucoup', '12,345,67', '1,005'])('"%s" alone is refused at its field', (text) => {
		expect(() => items('part', { a: text })).toThrow(
			expect.objectContaining({ code: 'amount_invalid', field: 'amount-a' })
		);
	});
});
