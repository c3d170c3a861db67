import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { askedItems, creditIn } from './asked';
import { confirmWarnings } from './confirm-warnings';
import { decide } from './decide';
import { askedIn } from './decision';
import { anyFacts, facts, lateBy } from './facts.testing';

const euros = (minor: bigint) => money(minor, 'EUR');

describe('the total of a letter', () => {
	it('is the sum of its lines less the credit it names', () => {
		const decision = decide(
			facts({
				openItems: [lateBy(96, { openMinor: 220_524n }), lateBy(34, { openMinor: 171_192n })],
				credits: [euros(55_131n)]
			})
		);
		expect(askedIn(decision)).toEqual([euros(336_585n)]);
		expect(creditIn(decision)).toEqual([euros(55_131n)]);
	});

	it('holds for every decision and currency', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const decision = decide(world);
				for (const currency of ['EUR', 'USD']) {
					const inIt = ({ currency: own }: { currency: string }) => own === currency;
					const lines = askedItems(decision.items)
						.filter(inIt)
						.reduce((sum, { collectibleMinor }) => sum + collectibleMinor, 0n);
					const credit = creditIn(decision).find(inIt)?.minor ?? 0n;
					expect(askedIn(decision).find(inIt)?.minor ?? 0n).toBe(lines - credit);
				}
			})
		);
	});
});

describe('before something formal', () => {
	const items = decide(
		facts({
			openItems: [
				lateBy(50),
				lateBy(4, { invoiceId: 'invoice-2', number: 'F-002' }),
				lateBy(40, {
					invoiceId: 'invoice-3',
					number: 'F-003',
					disputedMinor: 20_000n,
					disputes: ['LIT-2026-000001']
				}),
				lateBy(-5, { invoiceId: 'invoice-4', number: 'F-004' })
			]
		})
	).items;
	const numbers = (of: readonly { number: string }[]) => of.map(({ number }) => number);

	it('names what is only a few days late and what is contested', () => {
		const { recent, disputed } = confirmWarnings({ tone: 'formal', items });
		expect([numbers(recent), numbers(disputed)]).toEqual([['F-002'], ['F-003']]);
	});

	it('says nothing before an ordinary call', () => {
		expect(confirmWarnings({ tone: 'firm', items })).toEqual({ recent: [], disputed: [] });
	});
});
