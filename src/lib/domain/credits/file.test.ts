import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '../calendar';
import { creditsCsv, creditsJson, type CreditLine } from './file';

const LINE: CreditLine = {
	requestId: 'r-1',
	batchId: 'b-1',
	reference: 'LIT-2026-000001',
	customerCode: 'GANTIER',
	customerName: 'Gantier SA',
	amountMinor: 20_050n,
	currency: 'EUR',
	reasonCode: 'PU_ERR',
	why: 'Le tarif de mars s’applique.',
	note: '',
	decidedBy: 'Claire Morel',
	signedBy: ['Sophie Petit', 'Nadia Rousseau'],
	decidedOn: localDate('2026-03-03'),
	parts: [
		{
			invoiceId: 'i',
			invoiceNumber: 'F-1',
			description: 'Colle',
			quantity: '3',
			amountMinor: '20050'
		}
	]
};

test('both files say the amount, the invoice and who decided', () => {
	expect(creditsCsv([LINE])).toContain('"200.50";"EUR";"F-1 Colle: 200.50"');
	expect(creditsCsv([LINE])).toContain('"Sophie Petit, Nadia Rousseau"');
	expect(JSON.parse(creditsJson([LINE]))).toMatchObject([
		{
			amount_incl_tax: '200.50',
			decided_by: 'Claire Morel',
			signed_by: ['Sophie Petit', 'Nadia Rousseau'],
			lines: [{ invoice: 'F-1', quantity: '3' }]
		}
	]);
});

test('whatever a stranger wrote, no cell begins a formula', () => {
	fc.assert(
		fc.property(fc.constantFrom('=', '+', '-', '@', '\t'), fc.string(), (sign, text) => {
			const csv = creditsCsv([{ ...LINE, why: sign + text, customerName: sign + text }]);
			expect(csv).not.toContain(`;"${sign}`);
		})
	);
});
