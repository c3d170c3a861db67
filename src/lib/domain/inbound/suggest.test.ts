import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BUILT_IN_LABELS } from '../disputes/reasons';
import { suggest } from './suggest';

const reasons = Object.keys(BUILT_IN_LABELS);
const invoices = [
	{ id: 'one', number: 'FA-2026-0012' },
	{ id: 'two', number: 'FA-2026-00123' },
	{ id: 'three', number: '7' }
];

it.each([
	['La facture FA-2026-0012 comporte un prix faux', ['one'], 'price_unit'],
	['facture fa 2026 00123: trois cartons manquent', ['two'], 'quantity_short'],
	['Der Karton kam beschädigt an', [], 'goods_damaged'],
	['We were billed twice for FA/2026/0012', ['one'], 'duplicate_invoice'],
	['No entregado', [], 'delivery_incomplete'],
	['7 jours de retard', [], null]
])('%s', (text, invoiceIds, reasonCode) => {
	expect(suggest(text, { invoices, reasons })).toEqual({ invoiceIds, reasonCode });
});

it('only what is in use is suggested', () => {
	expect(suggest('prix', { invoices, reasons: ['other'] }).reasonCode).toBeNull();
	fc.assert(
		fc.property(fc.string(), (text) => {
			const { reasonCode, invoiceIds } = suggest(text, { invoices, reasons });
			if (reasonCode) expect(reasons).toContain(reasonCode);
			for (const id of invoiceIds) expect(['one', 'two']).toContain(id);
		})
	);
});
