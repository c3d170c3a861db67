import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decisionInForce } from './decision-in-force';
import {
	acceptedSoFar,
	dueAgainMinor,
	leftMinor,
	onHoldMinor,
	contestedByCase
} from './left-of-case';
import { DISPUTE_STATUSES } from './lifecycle';

const alone = { others: [], promisedMinor: 0n, rests: [] };
const claim = (claimedMinor: bigint, refusedMinor: bigint | null) => ({
	claimedMinor,
	isDecided: refusedMinor !== null,
	refusedMinor: refusedMinor ?? 0n
});

test('a decision holds until the case is opened again', () => {
	const held = DISPUTE_STATUSES.filter((status) => decisionInForce(status, 'no') !== null);
	expect(held).toEqual(['decided', 'implementing', 'resolved']);
});

describe('What a decision made payable again', () => {
	test('is what it refused', () => {
		expect(dueAgainMinor(100_000n, [claim(60_000n, 40_000n)], alone)).toBe(40_000n);
	});
	test('is nothing while it is contested, though it was refused before', () => {
		expect(dueAgainMinor(100_000n, [claim(60_000n, null)], alone)).toBe(0n);
	});
	test('is only what of the contested part is not paid', () => {
		expect(dueAgainMinor(50_000n, [claim(60_000n, 60_000n)], alone)).toBe(50_000n);
		expect(dueAgainMinor(0n, [claim(60_000n, 60_000n)], alone)).toBe(0n);
	});
	test('is not what another case contests, what was promised or what is said to be paid', () => {
		const own = [claim(60_000n, 60_000n)];
		const others = [claim(70_000n, null)];
		expect(dueAgainMinor(100_000n, own, { ...alone, others })).toBe(30_000n);
		expect(dueAgainMinor(100_000n, own, { ...alone, promisedMinor: 90_000n })).toBe(10_000n);
		const rests = [{ amountMinor: null }];
		expect(dueAgainMinor(100_000n, own, { ...alone, rests })).toBe(0n);
	});
	test('is the whole invoice when the reason held all of it', () => {
		const own = [{ ...claim(1n, 1n), holdsWholeInvoice: true }];
		expect(dueAgainMinor(100_000n, own, alone)).toBe(100_000n);
	});
});

test('an invoice that is paid holds nothing, however much is contested of another', () => {
	const open = new Map([
		['a', 0n],
		['b', 100_000n]
	]);
	const claims = [
		{ invoiceId: 'a', claimedMinor: 60_000n },
		{ invoiceId: 'b', claimedMinor: 600n },
		{ invoiceId: 'b', claimedMinor: 400n }
	];
	expect(onHoldMinor(claims, (id) => open.get(id) ?? 0n)).toBe(1_000n);
});

test('over any rounds: what was due, what is due again and what will be credited are what is open', () => {
	const total = fc.bigInt({ min: 1n, max: 1_000_000n });
	const share = fc.bigInt({ min: 0n, max: 100n });
	fc.assert(
		fc.property(
			total,
			share,
			fc.array(share, { maxLength: 6 }),
			share,
			(total, part, rounds, paid) => {
				const claimedMinor = (total * part) / 100n;
				let creditedMinor = 0n;
				let open = total - (total * paid) / 100n;
				for (const [at, accept] of rounds.entries()) {
					const left = leftMinor({ claimedMinor, creditedMinor });
					const onHold = onHoldMinor([{ invoiceId: 'a', claimedMinor: left }], () => open);
					const due = open - onHold;
					expect(dueAgainMinor(open, [claim(left, null)], alone)).toBe(0n);
					const accepted = (left * accept) / 100n;
					const again = dueAgainMinor(open, [claim(left, left - accepted)], alone);
					const toCredit = accepted < open ? accepted : open;
					expect(due + again + toCredit).toBe(open);
					expect(acceptedSoFar('decided', { creditedMinor }, creditedMinor + accepted)).toBe(
						creditedMinor + accepted
					);
					// Every other decision is opened again before it is carried out.
					if (at % 2 === 1) {
						expect(
							acceptedSoFar('in_progress', { creditedMinor }, creditedMinor + accepted) ?? 0n
						).toBe(creditedMinor);
						continue;
					}
					creditedMinor += accepted;
					open -= toCredit;
					expect(open).toBe(due + again);
				}
				expect(creditedMinor).toBeLessThanOrEqual(claimedMinor);
			}
		)
	);
});

describe('what each case of a statement still contests', () => {
	const claim = (reference: string, claimedMinor: bigint, refusedMinor = 0n) => ({
		...{ reference, invoiceId: 'a', claimedMinor, refusedMinor, isDecided: refusedMinor > 0n }
	});

	test('of a decided one, what the decision left of it', () => {
		const found = contestedByCase([claim('LIT-71', 9_999n, 4_999n)], () => 129_604n);
		expect(found).toEqual(new Map([['LIT-71', 5_000n]]));
	});

	test('is together what is contested of the invoice', () => {
		const claims = [claim('LIT-1', 8_000n), claim('LIT-2', 8_000n)];
		expect([...contestedByCase(claims, () => 10_000n).values()]).toEqual([8_000n, 2_000n]);
	});
});
