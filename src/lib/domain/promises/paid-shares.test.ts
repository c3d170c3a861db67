import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { paidShares, type InvoiceShare } from './paid-shares';

const MADE = localDate('2026-03-02');
const promise = (id: string, dueIn: number, fields: Partial<InvoiceShare> = {}): InvoiceShare => ({
	id,
	madeOn: MADE,
	dueOn: addDays(MADE, dueIn),
	graceEnd: addDays(MADE, dueIn + 2),
	amountMinor: 500n,
	settledBeforeMinor: 0n,
	...fields
});
const paid = (promises: InvoiceShare[], settled: bigint) =>
	Object.fromEntries(paidShares(promises, settled));

describe('what is paid of the promises about one invoice', () => {
	it('goes to the one whose day comes first, in whatever order they were made', () => {
		expect(paid([promise('a', 8), promise('b', 18)], 500n)).toEqual({ a: 500n, b: 0n });
		expect(paid([promise('b', 18), promise('a', 8)], 700n)).toEqual({ a: 500n, b: 200n });
	});

	it('is not about a promise that was made later', () => {
		const later = promise('later', 2, { settledBeforeMinor: 500n });
		expect(paid([promise('a', 8), later], 500n)).toEqual({ a: 500n, later: 0n });
		expect(paid([promise('a', 8), later], 600n)).toEqual({ a: 500n, later: 100n });
	});

	it('goes to the new promise first when it was made because the old one had lapsed', () => {
		const again = promise('again', 20, { madeOn: addDays(MADE, 11) });
		expect(paid([promise('a', 8), again], 500n)).toEqual({ a: 0n, again: 500n });
		const meanwhile = promise('meanwhile', 20, { madeOn: addDays(MADE, 10) });
		expect(paid([promise('a', 8), meanwhile], 500n)).toEqual({ a: 500n, meanwhile: 0n });
	});

	it('is nothing while less is settled than before: something was taken back', () => {
		expect(paid([promise('a', 8, { settledBeforeMinor: 300n })], 200n)).toEqual({ a: 0n });
	});
});

describe('properties', () => {
	const minor = fc.bigInt({ min: 0n, max: 1000n });
	const promises = fc.array(
		fc
			.record({ made: fc.nat(20), wait: fc.nat(20), amountMinor: minor, settledBeforeMinor: minor })
			.map(({ made, wait, ...sums }) => ({
				madeOn: addDays(MADE, made),
				dueOn: addDays(MADE, made + wait),
				graceEnd: addDays(MADE, made + wait + 2),
				...sums
			})),
		{ maxLength: 5 }
	);
	const named = promises.map((all) => all.map((one, index) => ({ id: `p${index}`, ...one })));
	const sum = (shares: Iterable<bigint>) => [...shares].reduce((total, share) => total + share, 0n);

	it('no cent keeps two promises, and none is given more than it promised', () => {
		fc.assert(
			fc.property(named, minor, (all, settled) => {
				const shares = paidShares(all, settled);
				for (const { id, amountMinor } of all)
					expect(shares.get(id)! >= 0n && shares.get(id)! <= amountMinor).toBe(true);
				const [first = settled] = all
					.map((one) => one.settledBeforeMinor)
					.sort((a, b) => (a < b ? -1 : 1));
				expect(sum(shares.values()) <= (settled > first ? settled - first : 0n)).toBe(true);
			})
		);
	});

	it('more money never takes anything from a promise', () => {
		fc.assert(
			fc.property(named, minor, minor, (all, settled, more) => {
				const [before, after] = [paidShares(all, settled), paidShares(all, settled + more)];
				for (const { id } of all) expect(after.get(id)! >= before.get(id)!).toBe(true);
			})
		);
	});

	it('leaves no money while a promise made before it came is not fully paid', () => {
		fc.assert(
			fc.property(named, minor, (all, settled) => {
				const made = all.map((one) => ({ ...one, settledBeforeMinor: 0n }));
				const promised = sum(made.map(({ amountMinor }) => amountMinor));
				expect(sum(paidShares(made, settled).values())).toBe(
					settled < promised ? settled : promised
				);
			})
		);
	});
});
