import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISPUTE_STATUSES, UNDECIDED_STATUSES } from './lifecycle';
import { blockedOnes, itemsToAdd, mergeBlocks, mergedAmounts, type MergeSide } from './merge';

const side = (more: Partial<MergeSide> = {}): MergeSide => ({
	...{ id: 'a', customerId: 'c', status: 'in_progress', currency: 'EUR' },
	...{ holdsWholeInvoice: false, approvalWaits: false, offerOpen: false },
	...more
});
const other = (more: Partial<MergeSide> = {}) => side({ id: 'b', ...more });

describe('two cases', () => {
	it('become one while nobody decided either', () => {
		for (const status of DISPUTE_STATUSES) {
			const blocks = UNDECIDED_STATUSES.includes(status) ? [] : ['merge_decided'];
			expect(mergeBlocks(side(), other({ status }))).toEqual(blocks);
			expect(mergeBlocks(side({ status }), other())).toEqual(blocks);
		}
	});

	it.each([
		['merge_itself', side(), side()],
		['merge_other_customer', side(), other({ customerId: 'd' })],
		['merge_approval_waits', side({ approvalWaits: true }), other()],
		['merge_approval_waits', side(), other({ approvalWaits: true })],
		['merge_offer_open', side(), other({ offerOpen: true })],
		['merge_currency', side(), other({ currency: 'GBP' })],
		['merge_holds_whole', side(), other({ holdsWholeInvoice: true })]
	] as const)('do not: %s', (block, into, from) => {
		expect(mergeBlocks(into, from)).toEqual([block]);
	});

	it('say which of the two it is of, where it is of one', () => {
		const sides = [side({ status: 'decided' }), other({ offerOpen: true, status: 'resolved' })];
		expect(blockedOnes('merge_decided', sides)).toEqual(['a', 'b']);
		expect(blockedOnes('merge_offer_open', sides)).toEqual(['b']);
		expect(blockedOnes('merge_currency', sides)).toEqual([]);
	});

	it('may the other way round, where one of them holds the whole invoice', () => {
		expect(mergeBlocks(side({ holdsWholeInvoice: true }), other())).toEqual([]);
	});
});

describe('what both claim of an invoice', () => {
	const one = (into: bigint, from: bigint, room: bigint) =>
		mergedAmounts(
			[{ invoiceId: 'i', claimedMinor: into }],
			[{ invoiceId: 'i', claimedMinor: from }],
			() => room
		)[0]!.togetherMinor;

	it('is claimed together, as far as there is room', () => {
		expect(one(200n, 300n, 1000n)).toBe(500n);
		expect(one(200n, 300n, 400n)).toBe(400n);
	});

	it('is never less than the larger, though some of it was paid since', () => {
		expect(one(200n, 300n, 100n)).toBe(300n);
	});
});

const claims = fc.array(
	fc.record({
		invoiceId: fc.constantFrom('i', 'j', 'k'),
		claimedMinor: fc.bigInt({ min: 1n, max: 1_000_000n })
	}),
	{ maxLength: 6 }
);
const rooms = fc.record({
	i: fc.bigInt({ min: 0n, max: 2_000_000n }),
	j: fc.bigInt({ min: 0n, max: 2_000_000n }),
	k: fc.bigInt({ min: 0n, max: 2_000_000n })
});
const total = (list: readonly { invoiceId: string; claimedMinor: bigint }[], invoiceId: string) =>
	list.reduce((sum, one) => sum + (one.invoiceId === invoiceId ? one.claimedMinor : 0n), 0n);

describe('whatever two cases claim', () => {
	it('as one they claim at least the larger, at most both, and no more than the room unless the larger did', () => {
		fc.assert(
			fc.property(claims, claims, rooms, (into, from, room) => {
				for (const amount of mergedAmounts(into, from, (id) => room[id as 'i'])) {
					const { intoMinor: a, fromMinor: b, togetherMinor } = amount;
					const larger = a > b ? a : b;
					expect(togetherMinor >= larger && togetherMinor <= a + b).toBe(true);
					expect(togetherMinor <= room[amount.invoiceId as 'i'] || togetherMinor === larger).toBe(
						true
					);
				}
			})
		);
	});

	it('the items that go over bring every invoice to its amount, and none grows', () => {
		fc.assert(
			fc.property(claims, claims, rooms, (into, from, room) => {
				const amounts = mergedAmounts(into, from, (id) => room[id as 'i']);
				const added = itemsToAdd(from, amounts);
				for (const { invoiceId, intoMinor, togetherMinor } of amounts)
					expect(intoMinor + total(added, invoiceId)).toBe(togetherMinor);
				expect(added.every(({ claimedMinor }) => claimedMinor > 0n)).toBe(true);
			})
		);
	});

	it('nothing that rested of an invoice with room is asked for again', () => {
		fc.assert(
			fc.property(claims, claims, rooms, (into, from, room) => {
				const rested = (id: 'i', minor: bigint) => (minor < room[id] ? minor : room[id]);
				for (const amount of mergedAmounts(into, from, (id) => room[id as 'i'])) {
					const id = amount.invoiceId as 'i';
					expect(rested(id, amount.togetherMinor)).toBe(
						rested(id, amount.intoMinor + amount.fromMinor)
					);
				}
			})
		);
	});
});
