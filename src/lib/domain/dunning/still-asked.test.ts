import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide';
import { askedIn } from './decision';
import { facts, lateBy } from './facts.testing';
import { stillAsked } from './still-asked';

const eur = (minor: bigint) => ({ minor, currency: 'EUR' });
const b = { invoiceId: 'b', number: 'B' };
const asking = (...openItems: Parameters<typeof lateBy>[]) =>
	decide(facts({ openItems: openItems.map((item) => lateBy(...item)) }));

describe('what was asked for and still would be', () => {
	it('leaves out what fell due since', () => {
		expect(stillAsked(asking([12], [-2, b]), asking([16], [2, b]))).toEqual([eur(100_000n)]);
	});

	it('is no more than is left of it', () => {
		expect(stillAsked(asking([12]), asking([16, { openMinor: 30_000n }]))).toEqual([eur(30_000n)]);
		expect(stillAsked(asking([12]), asking([16, b]))).toEqual([]);
	});

	it('counts what was disputed then as never asked for', () => {
		const disputed = { disputedMinor: 40_000n, disputes: ['LIT-1'] };
		expect(stillAsked(asking([12, disputed]), asking([16]))).toEqual([eur(60_000n)]);
	});

	it('never exceeds what either asks for in all', () => {
		const amount = fc.bigInt(0n, 100_000n);
		const credit = fc.bigInt(0n, 150_000n);
		const look = fc.tuple(amount, amount, credit).map(([first, second, minor]) =>
			decide(
				facts({
					openItems: [lateBy(12, { openMinor: first }), lateBy(4, { ...b, openMinor: second })],
					credits: [eur(minor)]
				})
			)
		);
		fc.assert(
			fc.property(look, look, (said, now) => {
				const minor = stillAsked(said, now)[0]?.minor ?? 0n;
				for (const message of [said, now])
					expect(minor).toBeLessThanOrEqual(askedIn(message)[0]?.minor ?? 0n);
			})
		);
	});
});
