import { expect, it } from 'vitest';
import { findInvoices } from './find-invoices';

const invoices = [
	{ number: 'F-2026-0117', orderNumber: 'PO-88' },
	{ number: 'F-2026-0118', orderNumber: '' }
];
const found = (text: string) => findInvoices(invoices, text).map(({ number }) => number);

it('finds a part of the number or of the order number, however it is written', () => {
	expect(found('0118')).toEqual(['F-2026-0118']);
	expect(found(' po-88 ')).toEqual(['F-2026-0117']);
	expect(found('f-2026')).toHaveLength(2);
	expect(found('nothing')).toEqual([]);
});
