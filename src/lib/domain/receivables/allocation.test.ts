import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '../calendar';
import { allocate, type Payable } from './allocation';

const payable = (
	invoiceId: string,
	dueOn: string | null,
	openMinor: bigint,
	disputedMinor = 0n
): Payable => ({
	invoiceId,
	dueOn: dueOn === null ? null : localDate(dueOn),
	openMinor,
	disputedMinor
});

const named = (invoiceId: string, amountMinor: bigint | null, isFound = false) => ({
	...{ invoiceId, amountMinor, isFound }
});

const march = payable('march', '2026-03-01', 1_000n);
const april = payable('april', '2026-04-01', 1_000n);
const undated = payable('undated', null, 1_000n);

test('the oldest due date is settled first, an invoice without one last', () => {
	expect(allocate(2_500n, [undated, april, march])).toEqual([
		{ invoiceId: 'march', amountMinor: 1_000n },
		{ invoiceId: 'april', amountMinor: 1_000n },
		{ invoiceId: 'undated', amountMinor: 500n }
	]);
});

test('the chosen invoice goes before older ones', () => {
	expect(allocate(1_200n, [march, april], { firstInvoiceId: 'april' })).toEqual([
		{ invoiceId: 'april', amountMinor: 1_000n },
		{ invoiceId: 'march', amountMinor: 200n }
	]);
});

test('what its customer named goes before the oldest, in his order, and what is left over after it', () => {
	const parts = [
		named('april', 600n),
		named('gone', 50n),
		named('march', 200n),
		named('april', 100n)
	];
	expect(allocate(900n, [march, april], { parts })).toEqual([
		{ invoiceId: 'april', amountMinor: 700n },
		{ invoiceId: 'march', amountMinor: 200n }
	]);
	expect(allocate(1_000n, [march, april], { parts })).toEqual([
		{ invoiceId: 'april', amountMinor: 700n },
		{ invoiceId: 'march', amountMinor: 300n }
	]);
	const whole = [named('april', null)];
	expect(allocate(1_500n, [march, april], { parts: whole })).toEqual([
		{ invoiceId: 'april', amountMinor: 1_000n },
		{ invoiceId: 'march', amountMinor: 500n }
	]);
	expect(allocate(300n, [march, april], { parts, firstInvoiceId: 'march' })).toEqual([
		{ invoiceId: 'march', amountMinor: 300n }
	]);
});

test('what is only said to be paid does not settle what is contested since; what was found does', () => {
	const contested = payable('contested', '2026-02-01', 1_000n, 1_000n);
	const settled = (isFound: boolean) =>
		allocate(1_000n, [contested, march], { parts: [named('contested', null, isFound)] });
	expect(settled(false)).toEqual([{ invoiceId: 'march', amountMinor: 1_000n }]);
	expect(settled(true)).toEqual([{ invoiceId: 'contested', amountMinor: 1_000n }]);
});

test('a disputed part is settled after everything nobody contests', () => {
	const contested = payable('contested', '2026-02-01', 1_000n, 200n);
	expect(allocate(1_800n, [contested, march])).toEqual([
		{ invoiceId: 'contested', amountMinor: 800n },
		{ invoiceId: 'march', amountMinor: 1_000n }
	]);
	expect(allocate(1_900n, [contested, march])).toEqual([
		{ invoiceId: 'contested', amountMinor: 900n },
		{ invoiceId: 'march', amountMinor: 1_000n }
	]);
});

test('an overpayment leaves the rest unallocated', () => {
	expect(allocate(5_000n, [march])).toEqual([{ invoiceId: 'march', amountMinor: 1_000n }]);
});

const amounts = fc.bigInt({ min: 0n, max: 10_000n });
const payables = fc.uniqueArray(
	fc.record({
		invoiceId: fc.stringMatching(/^[a-z]{3}$/),
		dueOn: fc.constantFrom(null, localDate('2026-01-01'), localDate('2026-02-01')),
		openMinor: amounts,
		disputedMinor: fc.constant(0n)
	}),
	{ selector: (p) => p.invoiceId, maxLength: 8 }
);

const anyNamed = fc.array(
	fc.record({
		invoiceId: fc.stringMatching(/^[a-z]{3}$/),
		amountMinor: fc.option(amounts, { nil: null }),
		isFound: fc.boolean()
	}),
	{ maxLength: 5 }
);

test('never more than the amount, never more than an invoice owes, and nothing is left while something is owed', () => {
	fc.assert(
		fc.property(amounts, payables, anyNamed, (amount, open, parts) => {
			const given = allocate(amount, open, { parts });
			const total = given.reduce((sum, share) => sum + share.amountMinor, 0n);
			const owed = open.reduce((sum, p) => sum + p.openMinor, 0n);
			expect(total).toBe(amount < owed ? amount : owed);
			for (const share of given) {
				const owner = open.find((p) => p.invoiceId === share.invoiceId)!;
				expect(share.amountMinor > 0n && share.amountMinor <= owner.openMinor).toBe(true);
			}
		})
	);
});
