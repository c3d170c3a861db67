import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '$lib/domain/money';
import { askedItems, askedNet, creditIn, saidItems } from './asked';
import { confirmWarnings } from './confirm-warnings';
import { decide } from './decide';
import { askedIn } from './decision';
import { anyFacts, facts, lateBy } from './facts.testing';

const euros = (minor: bigint) => money(minor, 'EUR');

describe('the total of a letter', () => {
	it('is the sum of its lines less the credit it names', () => {
		const decision = decide(
			facts({
				openItems: [
					lateBy(96, { openMinor: 220_524n }),
					lateBy(34, { invoiceId: 'invoice-2', openMinor: 171_192n })
				],
				credits: [euros(55_131n)]
			})
		);
		expect(askedIn(decision)).toEqual([euros(336_585n)]);
		expect(creditIn(decision)).toEqual([euros(55_131n)]);
		expect([...askedNet(decision).values()]).toEqual([165_393n, 171_192n]);
	});

	it('is shared among its lines, the credit being that of the oldest', () => {
		const covered = decide(
			facts({
				openItems: [
					lateBy(96, { openMinor: 20_000n }),
					lateBy(34, { invoiceId: 'invoice-2', openMinor: 171_192n })
				],
				credits: [euros(55_131n)]
			})
		);
		expect([...askedNet(covered)]).toEqual([['invoice-2', 136_061n]]);
		fc.assert(
			fc.property(anyFacts, (world) => {
				const decision = decide(world);
				const net = askedNet(decision);
				for (const { minor, currency } of askedIn(decision)) {
					const lines = decision.items.filter((item) => item.currency === currency);
					const sum = lines.reduce((all, { invoiceId }) => all + (net.get(invoiceId) ?? 0n), 0n);
					expect(sum).toBe(minor);
				}
			})
		);
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

describe('the lines of a message', () => {
	it('are all of them, but in a formal notice what is due: never what falls due later', () => {
		fc.assert(
			fc.property(anyFacts, (world) => {
				const { items } = decide(world);
				expect(saidItems(items, 'firm')).toEqual(items);
				const formal = saidItems(items, 'formal');
				expect(formal.every(({ daysLate }) => (daysLate ?? 0) > 0)).toBe(true);
				const overdue = items.filter(({ state }) => state === 'overdue');
				expect(overdue.every((item) => formal.includes(item))).toBe(true);
			})
		);
	});

	it('of a formal notice leave out what is disputed and not due yet', () => {
		const open = [
			lateBy(40),
			lateBy(-5, {
				invoiceId: 'invoice-2',
				number: 'F-002',
				disputedMinor: 20_000n,
				disputes: ['LIT-2026-000001']
			})
		];
		const { items } = decide(facts({ openItems: open }));
		expect(items).toHaveLength(2);
		expect(saidItems(items, 'formal').map(({ daysLate }) => daysLate)).toEqual([40]);
	});
});
