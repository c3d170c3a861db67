import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemClaims, type ClaimableLine } from './item-claims';

const line = (id: string, totalMinor: bigint, fields: object = {}): ClaimableLine => ({
	...{ id, quantity: '10', unitPriceMinor: totalMinor / 10n, totalMinor, reference: null },
	...fields
});
const lines = [line('a', 1_000n), line('b', 500n), line('c', 100n, { reference: 'LIT-1' })];

describe('what the items of a case claim of an invoice', () => {
	it('is all that is free, the amount that was written, or what a line says', () => {
		expect(itemClaims(900n, [{}], [])).toEqual([{ claimedMinor: 900n }]);
		expect(itemClaims(900n, [{ claimedMinor: 300n }], [])).toEqual([{ claimedMinor: 300n }]);
		expect(
			itemClaims(
				1_600n,
				[
					{ invoiceLineId: 'a', receivedQuantity: '9' },
					{ invoiceLineId: 'b', expectedUnitPriceMinor: 40n }
				],
				lines
			)
		).toEqual([{ claimedMinor: 100n }, { claimedMinor: 100n }]);
	});

	it('cuts a line to what is free, and refuses an amount that was written above it', () => {
		const ofLine = { invoiceLineId: 'a' };
		expect(itemClaims(700n, [ofLine], lines)).toEqual([{ claimedMinor: 700n }]);
		expect(itemClaims(700n, [{ ...ofLine, claimedMinor: 701n }], lines)).toEqual([
			{ problem: 'amount_above_open', leftMinor: 700n }
		]);
	});

	it('refuses a line of another invoice, one in dispute already, and a figure above what was billed', () => {
		expect(
			itemClaims(
				1_600n,
				[
					{ invoiceLineId: 'of-another' },
					{ invoiceLineId: 'c' },
					{ invoiceLineId: 'c', claimedMinor: 1n },
					{ invoiceLineId: 'a', receivedQuantity: '10' },
					{ invoiceLineId: 'a', expectedUnitPriceMinor: 100n }
				],
				lines
			)
		).toEqual([
			{ problem: 'line_unknown' },
			{ problem: 'line_in_dispute', reference: 'LIT-1' },
			{ problem: 'line_in_dispute', reference: 'LIT-1' },
			{ problem: 'quantity_not_below', line: lines[0] },
			{ problem: 'price_not_below', line: lines[0] }
		]);
	});

	it('of which one is refused leaves the others what they ask', () => {
		const item = fc.constantFrom(
			...['a', 'b', 'c', 'x'].map((invoiceLineId) => ({ invoiceLineId })),
			{ invoiceLineId: 'a', receivedQuantity: '11' },
			{ claimedMinor: 10n }
		);
		fc.assert(
			fc.property(fc.array(item), fc.bigInt({ min: 0n, max: 2_000n }), (items, free) => {
				const claims = itemClaims(free, items, lines);
				const fine = items.filter((_, place) => 'claimedMinor' in claims[place]!);
				expect(itemClaims(free, fine, lines)).toEqual(
					claims.filter((claim) => 'claimedMinor' in claim)
				);
			})
		);
	});
});
