import { expect, it } from 'vitest';
import { payPathOf } from './pay-path';

it('names the invoices to pay, and leads to all that is asked for when they are too many for an address', () => {
	expect(payPathOf(['a', 'b'])).toBe('/pay?invoice=a&invoice=b');
	expect(payPathOf([])).toBe('/pay');
	expect(payPathOf(Array.from({ length: 1000 }, (_, place) => `invoice-${place}`))).toBe('/pay');
});
