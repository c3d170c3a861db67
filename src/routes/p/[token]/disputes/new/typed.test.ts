import type { Language } from '$lib/i18n/language';
import { describe, expect, it } from 'vitest';
import { AppError } from '$lib/domain/errors';
import { claimsOf } from './claims';
import { typedIn } from './typed';

const form = (entries: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return data;
};
const items = (
	part: 'whole' | 'part',
	amounts: Record<string, string>,
	invoices = ['a'],
	language: Language = 'fr'
) => {
	const typed = { ...typedIn(new FormData()), invoices, part, amounts };
	const claims = invoices.flatMap((id) =>
		claimsOf(
			{ id, number: id, currency: 'EUR', freeMinor: 1_000_000n },
			{ typed, lines: [], figure: 'amount', language }
		)
	);
	for (const claim of claims) if (claim instanceof AppError) throw claim;
	return claims;
};

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
					['line', 'l1'],
					['line', 'l2'],
					['figure-l1', '9'],
					['detail', 'PO-1'],
					['outcome', 'XXX'],
					['explanation', 'x'],
					['paidOn', '2026-03-02'],
					['paidReference', 'VIR 8841'],
					['acting', 'Paul Rémy'],
					['key', 'k']
				])
			)
		).toEqual({
			invoices: ['a', 'b'],
			reason: 'other',
			part: 'part',
			amounts: { a: '12' },
			lines: ['l1', 'l2'],
			figures: { l1: '9' },
			detail: 'PO-1',
			outcome: 'NOA',
			explanation: 'x',
			paid: { on: '2026-03-02', amount: '', reference: 'VIR 8841' },
			acting: 'Paul Rémy',
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
	it.each<Record<string, string>>([{}, { a: '' }, { a: ' ' }, { b: '10' }])(
		'left empty are never the whole',
		(amounts) => {
			for (const invoices of [['a'], ['a', 'b']])
				expect(() => items('part', amounts, invoices)).toThrow(
					expect.objectContaining({ code: 'disputed_required', field: 'amount-a' })
				);
		}
	);
	it.each(['beaucoup', '12,345,67', '1,005'])('"%s" alone is refused at its field', (text) => {
		expect(() => items('part', { a: text })).toThrow(
			expect.objectContaining({ code: 'amount_invalid', field: 'amount-a' })
		);
	});
});
