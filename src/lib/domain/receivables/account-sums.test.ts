import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { accountSums, type OwedItem } from './account-sums';

const TODAY = localDate('2026-03-10');
let last = 0;
const owed = (daysLate: number, freeMinor: bigint, fields: Partial<OwedItem> = {}): OwedItem => ({
	id: `invoice-${++last}`,
	number: `F-${last}`,
	dueOn: addDays(TODAY, -daysLate),
	currency: 'EUR',
	freeMinor,
	promisedMinor: 0n,
	heldMinor: 0n,
	...fields
});
const euros = (minor: bigint) => money(minor, 'EUR');

describe('what an account owes', () => {
	it('deducts what was received without an invoice from what is overdue', () => {
		const sums = accountSums([owed(20, 171_192n), owed(-10, 50_000n)], [euros(55_131n)], TODAY);
		expect(sums).toMatchObject({
			overdue: [euros(116_061n)],
			upcoming: [euros(50_000n)],
			deducted: [euros(55_131n)],
			left: []
		});
	});

	it('leaves out an invoice that is covered wholly, and deducts the rest', () => {
		const [oldest, younger] = [owed(20, 40_000n), owed(5, 70_000n)];
		const sums = accountSums([younger, oldest], [euros(50_000n)], TODAY);
		expect([...sums.covered]).toEqual([oldest.id]);
		expect(sums).toMatchObject({ overdue: [euros(60_000n)], deducted: [euros(10_000n)] });
	});

	it('keeps a late invoice late while its reminders rest', () => {
		const sums = accountSums(
			[owed(20, 40_000n, { heldMinor: 40_000n }), owed(5, 70_000n)],
			[],
			TODAY
		);
		expect(sums).toMatchObject({ overdue: [euros(70_000n)], overduePaused: [euros(40_000n)] });
	});

	it('asks for the rest of an invoice of which a part is said to be paid', () => {
		const sums = accountSums([owed(20, 100_000n, { heldMinor: 60_000n })], [], TODAY);
		expect(sums).toMatchObject({ overdue: [euros(40_000n)], overduePaused: [euros(60_000n)] });
	});

	it('covers what is asked for before what rests, as the mail does', () => {
		const resting = owed(40, 100_000n, { heldMinor: 100_000n });
		const sums = accountSums([resting, owed(5, 70_000n)], [euros(80_000n)], TODAY);
		expect(sums).toMatchObject({ overdue: [], overduePaused: [euros(90_000n)] });
	});

	it('never says that nothing is late while a late invoice is listed', () => {
		const resting = owed(40, 20_000n, { heldMinor: 20_000n });
		const sums = accountSums([resting, owed(-9, 70_000n)], [euros(30_000n)], TODAY);
		expect(sums).toMatchObject({ overduePaused: [euros(20_000n)], upcoming: [euros(40_000n)] });
	});

	it('asks for what is late and not promised; what is promised stands by itself', () => {
		const items = [
			owed(20, 93_504n, { promisedMinor: 93_504n }),
			owed(5, 70_000n, { promisedMinor: 20_000n })
		];
		const sums = accountSums(items, [], TODAY);
		expect(sums).toMatchObject({ overdue: [euros(50_000n)], overduePromised: [euros(113_504n)] });
		expect([...sums.onlyPromised]).toEqual([items[0]!.id]);
	});

	it('does not wait for more than is owed, and keeps what comes later under what comes', () => {
		const items = [
			owed(20, 10_000n, { promisedMinor: 30_000n }),
			owed(-5, 7_000n, { promisedMinor: 7_000n })
		];
		expect(accountSums(items, [], TODAY)).toMatchObject({
			overdue: [],
			overduePromised: [euros(10_000n)],
			upcoming: [euros(7_000n)]
		});
	});

	it('leaves only the promise where a credit covers the rest of the invoice', () => {
		const item = owed(20, 50_000n, { promisedMinor: 20_000n });
		const sums = accountSums([item], [euros(30_000n)], TODAY);
		expect(sums).toMatchObject({
			overdue: [],
			overduePromised: [euros(20_000n)],
			deducted: [euros(30_000n)],
			left: []
		});
		expect([...sums.covered]).toEqual([]);
		expect([...sums.onlyPromised]).toEqual([item.id]);
	});

	it('says what is left when everything is covered, and adds no currencies', () => {
		const sums = accountSums([owed(3, 10_000n)], [euros(15_000n), money(9n, 'USD')], TODAY);
		expect(sums).toMatchObject({ overdue: [], left: [euros(5_000n), money(9n, 'USD')] });
	});
});

describe('properties', () => {
	const minor = fc.bigInt({ min: 0n, max: 5_000n });
	const anyItems = fc.array(
		fc
			.tuple(fc.integer({ min: -30, max: 60 }), minor, minor, minor)
			.map(([late, free, promisedMinor, heldMinor]) =>
				owed(late, free, { promisedMinor, heldMinor })
			),
		{ maxLength: 6 }
	);
	const sumOf = (amounts: readonly { minor: bigint }[]) =>
		amounts.reduce((total, amount) => total + amount.minor, 0n);

	it('loses no cent of the debts nor of the credit', () => {
		fc.assert(
			fc.property(anyItems, minor, (items, credit) => {
				const sums = accountSums(items, [euros(credit)], TODAY);
				const covered = items.filter(({ id }) => sums.covered.has(id));
				const debts = items.reduce((total, item) => total + item.freeMinor, 0n);
				const coveredMinor = covered.reduce((total, item) => total + item.freeMinor, 0n);
				const { overdue, overduePaused, overduePromised, upcoming } = sums;
				const asked = sumOf([...overdue, ...overduePaused, ...overduePromised, ...upcoming]);
				expect(asked + coveredMinor + sumOf(sums.deducted)).toBe(debts);
				expect(coveredMinor + sumOf(sums.deducted) + sumOf(sums.left)).toBe(credit);
			})
		);
	});
});
