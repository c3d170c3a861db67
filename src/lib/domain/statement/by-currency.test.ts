import fc from 'fast-check';
import { expect, it } from 'vitest';
import { money } from '../money';
import { accountsByCurrency, type StatedItem } from './by-currency';

const currency = fc.constantFrom('EUR', 'GBP', 'JPY');
const item: fc.Arbitrary<StatedItem> = fc
	.record({
		currency,
		openMinor: fc.bigInt(1n, 10n ** 12n),
		contested: fc.integer({ min: 0, max: 100 }),
		daysLate: fc.integer({ min: 0, max: 900 })
	})
	.map(({ contested, ...one }) => ({
		...one,
		disputedMinor: (one.openMinor * BigInt(contested)) / 100n
	}));
const credit = fc
	.record({ currency, minor: fc.bigInt(1n, 10n ** 12n) })
	.map(({ currency: of, minor }) => money(minor, of));

it('never lets two currencies meet and loses nothing', () => {
	fc.assert(
		fc.property(fc.array(item), fc.array(credit), (items, credits) => {
			const accounts = accountsByCurrency(items, credits);
			expect(new Set(accounts.map((one) => one.currency)).size).toBe(accounts.length);
			expect(accounts.flatMap((one) => one.items).length).toBe(items.length);
			for (const account of accounts) {
				const own = items.filter((one) => one.currency === account.currency);
				expect(account.open.minor).toBe(own.reduce((sum, one) => sum + one.openMinor, 0n));
				expect(account.items.every((one) => one.currency === account.currency)).toBe(true);
				expect(account.balance.minor + account.credit.minor).toBe(account.open.minor);
				expect(account.overdue.minor + account.disputed.minor <= account.open.minor).toBe(true);
			}
		})
	);
});

it('shows a credit that no invoice waits for', () => {
	expect(accountsByCurrency([], [money(500n, 'GBP')])).toMatchObject([
		{ currency: 'GBP', items: [], credit: { minor: 500n }, balance: { minor: -500n } }
	]);
});

it('is empty where nothing is open and nothing was received', () => {
	expect(accountsByCurrency([], [])).toEqual([]);
});
