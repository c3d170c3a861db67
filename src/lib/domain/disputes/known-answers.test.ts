import { describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { knownAnswers, shownKey, type KnownFacts } from './known-answers';
import { DEFAULT_REASONS } from './reasons';

const NOTHING: KnownFacts = {
	invoiceId: 'a',
	number: 'FA-1',
	orderNumber: '',
	deliveryNotes: [],
	creditNotes: [],
	twins: [],
	decided: []
};
const EVERYTHING: KnownFacts = {
	...NOTHING,
	orderNumber: 'PO-4711',
	deliveryNotes: [{ documentId: 'd', name: 'BL-1.pdf' }],
	creditNotes: [{ number: 'AV-1', issuedOn: localDate('2026-02-01'), amount: money(500n, 'EUR') }],
	twins: [{ invoiceId: 'b', number: 'FA-2', issuedOn: localDate('2026-02-02') }],
	decided: [
		{ reference: 'LIT-2026-000001', decidedOn: localDate('2026-02-03'), verdict: 'invalid' }
	]
};
const found = (code: string, facts: Partial<KnownFacts> = {}, detail = '') =>
	knownAnswers({ ...DEFAULT_REASONS.find((known) => known.code === code)!, detail }, [
		{ ...EVERYTHING, ...facts }
	]);
const kinds = (...of: Parameters<typeof found>) => found(...of).map(({ kind }) => kind);

describe('what may settle a disagreement', () => {
	it.each([
		['quantity_short', ['delivery_note', 'credit_note', 'duplicate']],
		['delivery_incomplete', ['delivery_note', 'credit_note', 'duplicate']],
		['price_unit', ['credit_note', 'duplicate']],
		['goods_damaged', ['credit_note', 'duplicate']],
		['order_reference', ['order_number', 'duplicate']],
		['duplicate_invoice', ['credit_note', 'duplicate', 'duplicate']],
		['other', ['duplicate']]
	])('for %s is %j', (code, expected) => {
		expect(kinds(code)).toEqual(expected);
	});
	it('is nothing when nothing is on file', () => {
		for (const { code } of DEFAULT_REASONS) expect(kinds(code, NOTHING)).toEqual([]);
	});
	it('is no order number when the customer names another one', () => {
		const facts = { ...NOTHING, orderNumber: 'PO-4711' };
		expect(kinds('order_reference', facts, 'po 4711')).toEqual(['order_number']);
		expect(kinds('order_reference', facts, 'PO-4712')).toEqual([]);
	});
	it('has a name of its own each time', () => {
		const keys = found('duplicate_invoice').map(shownKey);
		expect(new Set(keys).size).toBe(3);
		expect(keys).toEqual(found('duplicate_invoice').map(shownKey));
	});
});
