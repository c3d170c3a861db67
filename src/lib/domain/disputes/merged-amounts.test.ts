import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	asksHowCounted,
	COUNTED,
	isSameClaim,
	itemsFreed,
	itemsToAdd,
	mergedAmounts
} from './merged-amounts';

describe('what both claim of an invoice', () => {
	const claim = (claimedMinor: bigint, invoiceLineId: string | null = null) => ({
		...{ invoiceId: 'i', claimedMinor, invoiceLineId, claimedQuantity: '20' }
	});
	type Claim = ReturnType<typeof claim>;
	const one = (into: Claim[], from: Claim[], counted: 'once' | 'besides', room = 1000n) =>
		mergedAmounts({ into, from, counted }, () => room)[0]!.togetherMinor;

	it('each beside the other is claimed together, as far as there is room', () => {
		expect(one([claim(200n)], [claim(300n)], 'besides')).toBe(500n);
		expect(one([claim(200n)], [claim(300n)], 'besides', 400n)).toBe(400n);
	});

	it('is never less than the larger, though some of it was paid since', () => {
		expect(one([claim(200n)], [claim(300n)], 'besides', 100n)).toBe(300n);
		expect(one([claim(200n)], [claim(300n)], 'once', 100n)).toBe(300n);
	});

	it('the same counts once: the larger of the two, and only what is more of it goes over', () => {
		const once = { into: [claim(14_840n, 'films')], from: [claim(14_840n, 'films')] };
		expect(one(once.into, once.from, 'once', 100_000n)).toBe(14_840n);
		const counted = 'once' as const;
		const added = (from: Claim[]) => {
			const both = { into: once.into, from, counted };
			return itemsToAdd(
				both,
				mergedAmounts(both, () => 100_000n)
			);
		};
		expect(added(once.from)).toEqual([]);
		expect(added([claim(20_000n, 'films')])).toMatchObject([
			{ claimedMinor: 5_160n, invoiceLineId: 'films', claimedQuantity: null }
		]);
	});

	it('two lines are two claims, however they are counted; a claim about the invoice may be about either', () => {
		const [films, tape] = [claim(100n, 'films'), claim(50n, 'tape')];
		expect(one([films], [tape], 'once')).toBe(150n);
		expect(one([films, tape], [tape], 'once')).toBe(150n);
		expect(one([films], [claim(50n)], 'once')).toBe(100n);
	});

	it('is asked for where it makes a difference', () => {
		const amounts = (into: Claim[], from: Claim[]) =>
			COUNTED.map((counted) => mergedAmounts({ into, from, counted }, () => 1000n));
		const asks = (into: Claim[], from: Claim[]) => {
			const [once, besides] = amounts(into, from);
			return asksHowCounted(once!, besides!);
		};
		expect(asks([claim(100n, 'films')], [claim(50n, 'tape')])).toBe(false);
		expect(asks([claim(100n, 'films')], [claim(100n, 'films')])).toBe(true);
	});

	it('is the very same where reason, line, pieces and amount are; where no line is said, nobody knows', () => {
		const films = claim(100n, 'films');
		const isSame = (into: Claim[], from: Claim[], reasonId = 'price') =>
			isSameClaim({ reasonId: 'price', items: into }, { reasonId, items: from });
		expect(isSame([films], [films])).toBe(true);
		expect(isSame([films], [films], 'missing')).toBe(false);
		for (const other of [claim(100n, 'tape'), claim(90n, 'films'), claim(100n)])
			expect(isSame([films], [other])).toBe(false);
		expect(isSame([films], [{ ...films, claimedQuantity: '19' }])).toBe(false);
		expect(isSame([films], [{ ...films, invoiceId: 'j' }])).toBe(false);
		expect(isSame([claim(100n)], [claim(100n)])).toBe(false);
		expect(isSame([films, claim(50n)], [films, claim(50n)])).toBe(false);
		// What only one of them is about says nothing about the other.
		expect(isSame([films], [films, { ...claim(5n), invoiceId: 'j' }])).toBe(true);
	});
});

const claims = fc.array(
	fc.record({
		invoiceId: fc.constantFrom('i', 'j', 'k'),
		invoiceLineId: fc.constantFrom(null, 'one', 'two'),
		claimedMinor: fc.bigInt({ min: 1n, max: 1_000_000n })
	}),
	{ maxLength: 6 }
);
const rooms = fc.record({
	i: fc.bigInt({ min: 0n, max: 2_000_000n }),
	j: fc.bigInt({ min: 0n, max: 2_000_000n }),
	k: fc.bigInt({ min: 0n, max: 2_000_000n })
});
const twoCases = fc.record({ into: claims, from: claims, counted: fc.constantFrom(...COUNTED) });
const total = (list: readonly { invoiceId: string; claimedMinor: bigint }[], invoiceId: string) =>
	list.reduce((sum, one) => sum + (one.invoiceId === invoiceId ? one.claimedMinor : 0n), 0n);

describe('whatever two cases claim', () => {
	it('as one they claim at least the larger, at most both, and no more than the room unless the larger did', () => {
		fc.assert(
			fc.property(twoCases, rooms, (both, room) => {
				for (const amount of mergedAmounts(both, (id) => room[id as 'i'])) {
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

	it('counted once it is never more than counted besides, and a case merged with itself claims what it claimed', () => {
		fc.assert(
			fc.property(claims, claims, rooms, (into, from, room) => {
				const roomOf = (id: string) => room[id as 'i'];
				const once = mergedAmounts({ into, from, counted: 'once' }, roomOf);
				const besides = mergedAmounts({ into, from, counted: 'besides' }, roomOf);
				once.forEach((one, nth) =>
					expect(one.togetherMinor <= besides[nth]!.togetherMinor).toBe(true)
				);
				for (const one of mergedAmounts({ into, from: into, counted: 'once' }, roomOf))
					expect(one.togetherMinor).toBe(one.intoMinor);
			})
		);
	});

	it('the items that go over bring every invoice to its amount, and none grows', () => {
		fc.assert(
			fc.property(twoCases, rooms, (both, room) => {
				const amounts = mergedAmounts(both, (id) => room[id as 'i']);
				const added = itemsToAdd(both, amounts);
				for (const { invoiceId, intoMinor, togetherMinor } of amounts)
					expect(intoMinor + total(added, invoiceId)).toBe(togetherMinor);
				expect(added.every(({ claimedMinor }) => claimedMinor > 0n)).toBe(true);
			})
		);
	});

	it('nothing that rested of an invoice with room is asked for again, but what was counted twice', () => {
		fc.assert(
			fc.property(twoCases, rooms, (both, room) => {
				const roomOf = (id: string) => room[id as 'i'];
				const rested = (id: 'i', minor: bigint) => (minor < room[id] ? minor : room[id]);
				const amounts = mergedAmounts(both, roomOf);
				const freed = amounts.map(({ invoiceId, intoMinor, fromMinor, togetherMinor }) => {
					const id = invoiceId as 'i';
					return rested(id, intoMinor + fromMinor) - rested(id, togetherMinor);
				});
				const sum = freed.reduce((all, one) => all + one, 0n);
				const items = itemsFreed(both.from, amounts, roomOf);
				amounts.forEach(({ invoiceId }, nth) => expect(total(items, invoiceId)).toBe(freed[nth]));
				expect(items.every(({ claimedMinor }) => claimedMinor > 0n)).toBe(true);
				expect(freed.every((one) => one >= 0n)).toBe(true);
				if (both.counted === 'besides') expect(sum).toBe(0n);
			})
		);
	});
});
