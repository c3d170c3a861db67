import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '../calendar';
import type { DecisionItem } from './decision';
import { overtakenItems } from './overtaken';

const item = (number: string, collectibleMinor: bigint): DecisionItem => ({
	invoiceId: number,
	number,
	dueOn: localDate('2026-02-01'),
	currency: 'EUR',
	totalMinor: 100_000n,
	openMinor: 100_000n,
	disputedMinor: 100_000n - collectibleMinor,
	collectibleMinor,
	disputes: [],
	state: collectibleMinor > 0n ? 'overdue' : 'disputed',
	daysLate: 30
});
const numbers = (items: readonly DecisionItem[]) => items.map(({ number }) => number);

test('names what was paid or disputed in whole or in part since, and nothing else', () => {
	const written = [item('paid', 100n), item('part', 100n), item('same', 100n), item('never', 0n)];
	const today = [item('part', 60n), item('same', 100n), item('never', 0n), item('new', 500n)];
	expect(numbers(overtakenItems(written, today))).toEqual(['paid', 'part']);
});

test('a letter is never overtaken by what it says itself, and wholly by an account that owes nothing', () => {
	const items = fc
		.uniqueArray(fc.nat(50))
		.chain((ids) =>
			fc.tuple(...ids.map((id) => fc.nat(100).map((minor) => item(`F${id}`, BigInt(minor)))))
		);
	fc.assert(
		fc.property(items, (written) => {
			expect(overtakenItems(written, written)).toEqual([]);
			const asked = written.filter(({ collectibleMinor }) => collectibleMinor > 0n);
			expect(overtakenItems(written, [])).toEqual(asked);
		})
	);
});
