import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineClaim, quantityMissing, readQuantity, type LineFigure } from './lines';

/** Twelve at 10.00, twenty per cent tax: 144.00. */
const TWELVE = { quantity: '12', unitPriceMinor: 1_000n, totalMinor: 14_400n };
const minor = (figure: LineFigure, line = TWELVE): bigint => {
	const claim = lineClaim(line, figure);
	if ('problem' in claim) throw new Error(claim.problem);
	return claim.claimedMinor;
};

describe('what is contested of a line', () => {
	it('is what was billed and not received, tax included', () => {
		expect(minor({ receivedQuantity: '9' })).toBe(3_600n);
		expect(minor({ receivedQuantity: '0' })).toBe(14_400n);
		expect(minor({ receivedQuantity: '11.5' })).toBe(600n);
	});
	it('is what was billed above the price expected, tax included', () => {
		expect(minor({ expectedUnitPriceMinor: 900n })).toBe(1_440n);
		expect(minor({ expectedUnitPriceMinor: 0n })).toBe(14_400n);
	});
	it('is the whole line when no figure is given', () => {
		expect(minor({})).toBe(14_400n);
	});
	it('rounds half a unit up', () => {
		const thirds = { quantity: '3', unitPriceMinor: 33n, totalMinor: 100n };
		expect(minor({ receivedQuantity: '2' }, thirds)).toBe(33n);
		expect(minor({ receivedQuantity: '1' }, thirds)).toBe(67n);
		expect(minor({ receivedQuantity: '1' }, { ...thirds, quantity: '2', totalMinor: 5n })).toBe(3n);
	});
	it('is no less quantity and no lower price than billed', () => {
		expect(lineClaim(TWELVE, { receivedQuantity: '12.0' })).toEqual({
			problem: 'quantity_not_below'
		});
		expect(lineClaim(TWELVE, { receivedQuantity: '13' })).toEqual({
			problem: 'quantity_not_below'
		});
		expect(lineClaim(TWELVE, { expectedUnitPriceMinor: 1_000n })).toEqual({
			problem: 'price_not_below'
		});
	});
	it('of a line billed at nothing cannot be worked out', () => {
		const free = { quantity: '0', unitPriceMinor: 0n, totalMinor: 0n };
		expect(lineClaim(free, { receivedQuantity: '0' })).toEqual({ problem: 'quantity_not_below' });
		expect(lineClaim(free, { expectedUnitPriceMinor: 0n })).toEqual({ problem: 'price_not_below' });
	});
});

it('a missing quantity is told without noise', () => {
	expect(quantityMissing('12', '9')).toBe('3');
	expect(quantityMissing('12.000', '9.5')).toBe('2.5');
	expect(quantityMissing('1', '0.75')).toBe('0.25');
});

it.each([
	['9', ',', '9'],
	[' 1 200 ', ',', '1200'],
	['9,5', ',', '9.5'],
	['9.5', ',', '9.5'],
	['1.200', ',', '1200'],
	['1.200,5', ',', '1200.5'],
	['1,200', '.', '1200'],
	['1,200.5', '.', '1200.5'],
	['9,5', '.', '9.5'],
	['', ',', null],
	['-3', ',', null],
	['neuf', ',', null],
	['1,2,3', '.', null],
	['1e3', '.', null]
] as const)('"%s" with the mark %s is read as %s', (text, mark, read) => {
	expect(readQuantity(text, mark)).toBe(read);
});

describe('whatever the line', () => {
	const line = fc.record({
		quantity: fc.integer({ min: 1, max: 9_999_999 }).map((mills) => (mills / 1000).toFixed(3)),
		unitPriceMinor: fc.bigInt({ min: 1n, max: 10_000_000n }),
		totalMinor: fc.bigInt({ min: 0n, max: 10n ** 15n })
	});
	const part = fc.double({ min: 0, max: 0.999, noNaN: true });

	it('the claim lies between nothing and the line, and with the rest makes the line', () =>
		fc.assert(
			fc.property(line, part, (billed, share) => {
				const received = (Math.floor(Number(billed.quantity) * 1000 * share) / 1000).toFixed(3);
				const claim = lineClaim(billed, { receivedQuantity: received });
				if ('problem' in claim) return expect(Number(received)).toBe(Number(billed.quantity));
				const kept = lineClaim(billed, {
					receivedQuantity: quantityMissing(billed.quantity, received)
				});
				const rest = 'problem' in kept ? 0n : kept.claimedMinor;
				expect(claim.claimedMinor).toBeGreaterThanOrEqual(0n);
				expect(claim.claimedMinor).toBeLessThanOrEqual(billed.totalMinor);
				const apart = claim.claimedMinor + rest - billed.totalMinor;
				expect(apart >= 0n && apart <= 1n).toBe(true);
			})
		));
	it('a lower price expected never claims less', () =>
		fc.assert(
			fc.property(line, part, part, (billed, a, b) => {
				const expected = [a, b]
					.sort((x, y) => x - y)
					.map((share) => BigInt(Math.floor(Number(billed.unitPriceMinor) * share)));
				expect(minor({ expectedUnitPriceMinor: expected[0] }, billed)).toBeGreaterThanOrEqual(
					minor({ expectedUnitPriceMinor: expected[1] }, billed)
				);
			})
		));
	it('zeros behind the point change nothing', () =>
		fc.assert(
			fc.property(line, fc.integer({ min: 0, max: 9_998 }), (billed, received) => {
				expect(lineClaim(billed, { receivedQuantity: `${received}` })).toEqual(
					lineClaim(billed, { receivedQuantity: `${received}.000000` })
				);
			})
		));
});
