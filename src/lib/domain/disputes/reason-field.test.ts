import { describe, expect, it } from 'vitest';
import { askedBesideLines, asksOutcome, lineFigure, reasonField } from './reason-field';
import { DEFAULT_REASONS } from './reasons';

const reason = (code: string) => DEFAULT_REASONS.find((known) => known.code === code)!;

describe('besides words', () => {
	it.each([
		['price_unit', 'expected_price'],
		['price_discount', 'expected_price'],
		['quantity_short', 'received_quantity'],
		['delivery_incomplete', 'received_quantity'],
		['goods_damaged', null],
		['order_reference', 'order_number'],
		['duplicate_invoice', 'original_invoice'],
		['other', null],
		['already_paid', null],
		['invoice_not_received', null]
	])('%s asks for %s', (code, field) => {
		expect(reasonField(reason(code))).toBe(field);
	});
	it('a dispute about a payment asks when and how it was made', () => {
		const about = { kind: 'dispute', category: 'payment', canonicalCode: 'AUTRE' } as const;
		expect(reasonField(about)).toBe('payment');
	});
});

describe('beside the lines', () => {
	const [one, several] = [{ hasOneLine: true }, { hasOneLine: false }];
	it.each(['expected_price', 'received_quantity'] as const)(
		'%s is asked of one invoice of one line',
		(field) => {
			const asked = (chosen: { hasOneLine: boolean }[], byLine = false) =>
				askedBesideLines(field, { chosen, byLine });
			expect(asked([one])).toBe(field);
			expect(asked([several])).toBeNull();
			expect(asked([one, one])).toBeNull();
			expect(asked([])).toBeNull();
			expect(asked([one], true)).toBeNull();
		}
	);
	it('what is no line’s is asked of any number of them', () => {
		const about = { chosen: [several, one], byLine: true };
		expect(askedBesideLines('order_number', about)).toBe('order_number');
		expect(askedBesideLines(null, about)).toBeNull();
	});
});

it('a line is about its price, its quantity, or how much of it', () => {
	expect(lineFigure(reason('price_unit'))).toBe('expected');
	expect(lineFigure(reason('quantity_short'))).toBe('received');
	expect(lineFigure(reason('goods_damaged'))).toBe('amount');
});

it('the outcome is asked only where there is a choice', () => {
	const asking = DEFAULT_REASONS.filter(asksOutcome).map(({ code }) => code);
	expect(asking).toEqual([
		'price_unit',
		'price_discount',
		'quantity_short',
		'delivery_incomplete',
		'goods_damaged',
		'other'
	]);
});
