import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '../calendar';
import { NEAR_DAYS, relationOf, type Relatable } from './related';

const day = localDate('2026-03-03');
const about = (more: Partial<Relatable> = {}): Relatable => ({
	...{ customerId: 'c', reasonId: 'r', openedOn: day, invoiceIds: ['i'] },
	...more
});

describe('another case belongs to this one', () => {
	it('where it is about one of its invoices, whenever it was opened', () => {
		const later = about({ openedOn: addDays(day, 200), reasonId: 's', invoiceIds: ['j', 'i'] });
		expect(relationOf(about(), later)).toBe('same_invoices');
	});

	it('where it has the same reason and came within days', () => {
		const near = (days: number) => about({ invoiceIds: ['j'], openedOn: addDays(day, days) });
		expect(relationOf(about(), near(NEAR_DAYS))).toBe('same_reason');
		expect(relationOf(about(), near(-NEAR_DAYS))).toBe('same_reason');
		expect(relationOf(about(), near(NEAR_DAYS + 1))).toBeNull();
		expect(relationOf(about(), about({ invoiceIds: ['j'], reasonId: 's' }))).toBeNull();
	});

	it('never to that of another customer', () => {
		expect(relationOf(about(), about({ customerId: 'd' }))).toBeNull();
	});

	it('both ways alike', () => {
		const any = fc.record({
			customerId: fc.constantFrom('c', 'd'),
			reasonId: fc.constantFrom('r', 's'),
			openedOn: fc.integer({ min: 0, max: 40 }).map((days) => addDays(day, days)),
			invoiceIds: fc.array(fc.constantFrom('i', 'j', 'k'))
		});
		fc.assert(
			fc.property(any, any, (a, b) => {
				expect(relationOf(a, b)).toBe(relationOf(b, a));
			})
		);
	});
});
