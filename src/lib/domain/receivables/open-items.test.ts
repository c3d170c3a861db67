import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	disputedMinor,
	offeredNamed,
	openMinor,
	payableNamed,
	splitOpen,
	askedBeside,
	askedMinor
} from './open-items';

describe('what is open', () => {
	it('is the total less what was allocated', () => {
		expect(openMinor(10_000n, [])).toBe(10_000n);
		expect(openMinor(10_000n, [{ amountMinor: 2_500n }, { amountMinor: 500n }])).toBe(7_000n);
	});

	it('grows again when an allocation is taken back', () => {
		expect(openMinor(10_000n, [{ amountMinor: 10_000n }, { amountMinor: -4_000n }])).toBe(4_000n);
	});

	it('is never negative', () => {
		expect(openMinor(10_000n, [{ amountMinor: 10_001n }])).toBe(0n);
	});
});

describe('what is disputed', () => {
	it('is the sum of the claims, capped at what is open', () => {
		expect(disputedMinor(10_000n, [])).toBe(0n);
		expect(disputedMinor(10_000n, [{ claimedMinor: 2_000n }, { claimedMinor: 3_000n }])).toBe(
			5_000n
		);
		expect(disputedMinor(4_000n, [{ claimedMinor: 2_000n }, { claimedMinor: 3_000n }])).toBe(
			4_000n
		);
	});

	it('is the whole invoice when the reason holds it whole', () => {
		expect(disputedMinor(10_000n, [{ claimedMinor: 1n, holdsWholeInvoice: true }])).toBe(10_000n);
	});
});

describe('what is due', () => {
	const parts = { disputedMinor: 200n, promisedMinor: 300n };
	const due = (rests: (bigint | null)[], more = {}) =>
		splitOpen(1_000n, {
			...{ ...parts, ...more },
			rests: rests.map((amountMinor) => ({ amountMinor }))
		}).dueMinor;

	it('is what is neither disputed, promised nor resting', () => {
		expect(due([])).toBe(500n);
		expect(due([], { promisedMinor: 900n })).toBe(0n);
		expect(due([null])).toBe(0n);
	});

	it('is the rest of an invoice of which a part is said to be paid', () => {
		expect(due([120n])).toBe(380n);
		expect(due([120n, 80n])).toBe(300n);
		expect(due([120n, 5_000n])).toBe(0n);
	});

	it('shows to pay what is due, or what is said to be paid when that is all', () => {
		const named = (rest: bigint) =>
			payableNamed(
				splitOpen(1_000n, { ...parts, promisedMinor: 0n, rests: [{ amountMinor: rest }] })
			);
		const all = 1_000n - parts.disputedMinor;
		expect([named(120n), named(all)]).toEqual([all - 120n, all]);
	});

	it('never shows to pay what is said to be paid beside a promise', () => {
		const beside = { disputedMinor: 0n, promisedMinor: 700n, rests: [{ amountMinor: 300n }] };
		expect(payableNamed(splitOpen(1_000n, beside))).toBe(0n);
	});
});

describe('properties', () => {
	const amount = fc.bigInt({ min: -1_000n, max: 10_000n });

	it('disputed + promised + said to be paid + due = what is open, and none is negative', () => {
		const rest = fc.record({
			amountMinor: fc.option(fc.bigInt({ min: 1n, max: 10_000n }), { freq: 8 })
		});
		fc.assert(
			fc.property(
				fc.bigInt({ min: 0n, max: 10_000n }),
				fc.record({ disputedMinor: amount, promisedMinor: amount, rests: fc.array(rest) }),
				(open, suspended) => {
					const parts = Object.values(splitOpen(open, suspended));
					expect(parts).toHaveLength(4);
					expect(parts.reduce((sum, minor) => sum + minor, 0n)).toBe(open);
					expect(parts.every((minor) => minor >= 0n)).toBe(true);
				}
			)
		);
	});

	it('keeps 0 ≤ disputed ≤ open and 0 ≤ due ≤ open − disputed', () => {
		fc.assert(
			fc.property(
				amount,
				fc.array(amount),
				fc.array(amount),
				amount,
				(total, paid, claimed, promisedMinor) => {
					const open = openMinor(
						total,
						paid.map((amountMinor) => ({ amountMinor }))
					);
					const disputed = disputedMinor(
						open,
						claimed.map((claimedMinor) => ({ claimedMinor }))
					);
					const suspended = { disputedMinor: disputed, promisedMinor, rests: [] };
					const collectible = splitOpen(open, suspended).dueMinor;
					expect(disputed >= 0n && disputed <= open).toBe(true);
					expect(collectible >= 0n && collectible + disputed <= open).toBe(true);
				}
			)
		);
	});
});

it('to be paid by name: what is due, else what was promised, else what was said to be paid', () => {
	const offered = (promisedMinor: bigint, rest: bigint) =>
		offeredNamed(
			splitOpen(1_000n, { disputedMinor: 0n, promisedMinor, rests: [{ amountMinor: rest }] })
		);
	expect(offered(300n, 200n)).toBe(500n);
	expect(offered(400n, 600n)).toBe(400n);
	expect(offered(0n, 1_000n)).toBe(1_000n);
});

describe('the one figure beside an invoice', () => {
	const about = { state: 'overdue', restMinor: 67_180n, heldMinor: 0n, freeMinor: 117_180n };

	it('is what is still to pay, and not what was promised beside it', () => {
		expect(askedMinor(about)).toBe(67_180n);
	});

	it('has in it what a decision made payable again', () => {
		expect(
			askedMinor({ ...about, state: 'upcoming', restMinor: 129_604n, freeMinor: 124_605n })
		).toBe(129_604n);
	});

	it('stands beside that where the two are added up apart', () => {
		const early = { ...about, state: 'upcoming', restMinor: 129_604n, freeMinor: 124_605n };
		expect(askedBeside({ ...early, toPayMinor: 124_605n })).toBe(124_605n);
		// All of the rest is said to be paid: that is the figure beside it.
		expect(askedBeside({ ...early, toPayMinor: 0n, heldMinor: 124_605n })).toBe(124_605n);
	});

	it('is the promised sum where nothing else is to pay, or what is said to be paid', () => {
		expect(askedMinor({ ...about, state: 'promised', restMinor: 0n })).toBe(117_180n);
		expect(askedMinor({ ...about, restMinor: 0n, heldMinor: 9_000n })).toBe(9_000n);
	});
});
