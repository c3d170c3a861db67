import fc from 'fast-check';
import { expect, it } from 'vitest';
import { money } from '../money';
import { accountSums } from '../receivables/account-sums';
import { localDate } from '../calendar';
import { accountsByCurrency, type StatedItem } from './by-currency';

const currency = fc.constantFrom('EUR', 'GBP', 'JPY');
const item: fc.Arbitrary<StatedItem> = fc
	.record({
		currency,
		openMinor: fc.bigInt(1n, 10n ** 12n),
		contested: fc.integer({ min: 0, max: 100 }),
		daysLate: fc.integer({ min: 0, max: 900 }),
		rests: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 })
	})
	.map(({ contested, rests, ...one }) => {
		const disputedMinor = shareOf(one.openMinor, contested);
		let left = one.openMinor - disputedMinor;
		const [promisedMinor, saidPaidMinor, pausedMinor, refusedMinor] = rests.map((share) => {
			const part = shareOf(left, share);
			left -= part;
			return part;
		}) as [bigint, bigint, bigint, bigint];
		return { ...one, disputedMinor, promisedMinor, saidPaidMinor, pausedMinor, refusedMinor };
	});
const shareOf = (minor: bigint, percent: number): bigint => (minor * BigInt(percent)) / 100n;
const credit = fc
	.record({ currency, minor: fc.bigInt(1n, 10n ** 12n) })
	.map(({ currency: of, minor }) => money(minor, of));

it('never lets two currencies meet and loses nothing', () => {
	fc.assert(
		fc.property(fc.array(item), fc.array(credit), (items, credits) => {
			const accounts = accountsByCurrency(items, credits, []);
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

const today = localDate('2026-03-03');

/** As the account page counts them: what a decision refused is not asked for before the case is closed. */
const owedOf = (one: StatedItem, place: number) => ({
	id: String(place),
	number: String(place),
	dueOn: one.daysLate > 0 ? localDate('2026-03-02') : localDate('2026-03-09'),
	currency: one.currency,
	freeMinor: one.openMinor - one.disputedMinor - one.refusedMinor,
	promisedMinor: one.promisedMinor,
	heldMinor: one.saidPaidMinor + one.pausedMinor
});

it('says why less is asked for than is overdue, to the last cent, and never asks for what was received', () => {
	fc.assert(
		fc.property(fc.array(item), fc.array(credit), (items, credits) => {
			const { overdue } = accountSums(items.map(owedOf), credits, today);
			for (const account of accountsByCurrency(items, credits, overdue)) {
				const { overduePromised, overdueSaidPaid, overduePaused, overdueRefused } = account;
				const resting = [overduePromised, overdueSaidPaid, overduePaused, overdueRefused];
				const before = resting.reduce((sum, { minor }) => sum - minor, account.overdue.minor);
				const received = account.credit.minor < before ? account.credit.minor : before;
				expect(account.asked.minor).toBe(before - received);
			}
		})
	);
});

it('shows a credit that no invoice waits for', () => {
	expect(accountsByCurrency([], [money(500n, 'GBP')], [])).toMatchObject([
		{ currency: 'GBP', items: [], credit: { minor: 500n }, balance: { minor: -500n } }
	]);
});

it('is empty where nothing is open and nothing was received', () => {
	expect(accountsByCurrency([], [], [])).toEqual([]);
});
