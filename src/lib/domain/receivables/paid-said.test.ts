import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { isProblem, partsSaid, restsAnew, spreadPaid, type SaidPaid } from './paid-said';

const invoice = (
	id: string,
	dueOn: string,
	collectibleMinor: bigint,
	mostMinor = collectibleMinor
): SaidPaid => ({
	...{ id, number: id, dueOn: localDate(dueOn), currency: 'EUR', collectibleMinor, mostMinor }
});
const OLD = invoice('old', '2026-01-10', 150_000n);
const NEW = invoice('new', '2026-02-10', 139_462n);
const parts = (...found: Parameters<typeof partsSaid>) => {
	const said = partsSaid(...found);
	return isProblem(said) ? said : [...said];
};

describe('what a customer says he paid', () => {
	it('is all of what it covers, and of one invoice a part', () => {
		expect(parts(289_462n, [OLD, NEW])).toEqual([
			['old', 150_000n],
			['new', 139_462n]
		]);
		expect(parts(50_000n, [NEW])).toEqual([['new', 50_000n]]);
	});

	it('is the one invoice of exactly this amount', () => {
		expect(parts(139_462n, [OLD, NEW])).toEqual([['new', 139_462n]]);
	});

	it('is asked of each invoice where it covers some of it only', () => {
		expect(parts(100_000n, [OLD, NEW])).toEqual({ code: 'parts_unknown' });
		expect(parts(100_000n, [OLD, NEW], new Map())).toEqual({ code: 'parts_unknown' });
		expect(parts(100_000n, [OLD, NEW], new Map([['new', 100_000n]]))).toEqual([['new', 100_000n]]);
	});

	it('is what the parts make together, and none is more than its invoice', () => {
		expect(parts(100_000n, [OLD, NEW], new Map([['new', 99_999n]]))).toEqual({
			...{ code: 'parts_sum', sumMinor: 99_999n }
		});
		expect(parts(140_000n, [OLD, NEW], new Map([['new', 140_000n]]))).toEqual({
			...{ code: 'part_above', id: 'new', mostMinor: 139_462n }
		});
	});

	it('may be about what was promised, where nothing else is left', () => {
		expect(parts(150_000n, [{ ...OLD, collectibleMinor: 0n }])).toEqual([['old', 150_000n]]);
		// A part was said to be paid before: he was shown the rest.
		expect(parts(190_000n, [{ ...OLD, collectibleMinor: 50_538n }, NEW])).toEqual([
			['old', 50_538n],
			['new', 139_462n]
		]);
	});

	const minor = fc.bigInt({ min: 0n, max: 500n });
	const some = fc
		.array(fc.tuple(minor, minor), { maxLength: 6 })
		.map((all) => all.map(([a, b], place) => invoice(`i${place}`, '2026-01-10', a, a + b)));
	const sum = (all: Iterable<bigint>) => [...all].reduce((total, one) => total + one, 0n);

	it('is never more than was said, nor than is open of an invoice', () => {
		fc.assert(
			fc.property(minor, some, (said, invoices) => {
				const reached = spreadPaid(said, invoices);
				const most = sum(invoices.map(({ mostMinor }) => mostMinor));
				expect(sum(reached.values())).toBe(said < most ? said : most);
				for (const { id, mostMinor } of invoices)
					expect(reached.get(id) ?? 0n).toBeLessThanOrEqual(mostMinor);
			})
		);
	});
});

describe('what rests anew', () => {
	const nothing = { rests: [], bookedMinor: 0n };

	it('is what was not said before: a second part rests, the same words do not', () => {
		expect(restsAnew(600n, 1_000n, nothing)).toBe(600n);
		expect(restsAnew(400n, 1_000n, { rests: [{ amountMinor: 600n }], bookedMinor: 0n })).toBe(400n);
		expect(restsAnew(600n, 1_000n, { rests: [{ amountMinor: 600n }], bookedMinor: 0n })).toBe(400n);
		expect(restsAnew(600n, 1_000n, { rests: [{ amountMinor: null }], bookedMinor: 0n })).toBe(0n);
	});

	it('forgets what was said once it is booked', () => {
		expect(restsAnew(400n, 400n, { rests: [{ amountMinor: 600n }], bookedMinor: 600n })).toBe(400n);
	});

	it('lets no euro rest twice', () => {
		const minor = fc.bigInt({ min: 1n, max: 500n });
		fc.assert(
			fc.property(minor, fc.array(minor, { minLength: 1, maxLength: 8 }), (open, said) => {
				const rests: { amountMinor: bigint }[] = [];
				for (const one of said)
					rests.push({ amountMinor: restsAnew(one, open, { rests, bookedMinor: 0n }) });
				const total = rests.reduce((all, { amountMinor }) => all + amountMinor, 0n);
				expect(total).toBeLessThanOrEqual(open);
			})
		);
	});
});
