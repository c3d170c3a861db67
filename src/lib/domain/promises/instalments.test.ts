import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { equalAmounts, instalmentProblem, sharesAgreed, type Instalment } from './instalments';

const today = localDate('2026-03-03');
const askable = { today, latestOn: addDays(today, 30), instalments: 3 };
const part = (days: number, amountMinor: bigint): Instalment => ({
	dueOn: addDays(today, days),
	amountMinor
});

describe('a plan that is offered', () => {
	it('divides exactly what is open, on days in order and near enough', () => {
		expect(instalmentProblem([part(5, 400n), part(20, 600n)], 1000n, askable)).toBeNull();
		expect(instalmentProblem([part(5, 1000n)], 1000n, askable)).toBe('too_few_parts');
		const four = [1, 2, 3, 4].map((day) => part(day, 250n));
		expect(instalmentProblem(four, 1000n, askable)).toBe('too_many_parts');
		expect(instalmentProblem([part(-1, 400n), part(20, 600n)], 1000n, askable)).toBe(
			'date_in_past'
		);
		expect(instalmentProblem([part(20, 400n), part(20, 600n)], 1000n, askable)).toBe(
			'days_not_ascending'
		);
		expect(instalmentProblem([part(5, 400n), part(31, 600n)], 1000n, askable)).toBe('day_too_far');
		expect(instalmentProblem([part(5, 0n), part(20, 1000n)], 1000n, askable)).toBe(
			'amount_not_positive'
		);
		expect(instalmentProblem([part(5, 400n), part(20, 601n)], 1000n, askable)).toBe(
			'parts_not_the_sum'
		);
	});

	it('never asks for more or less than the sum, whatever the number of parts', () => {
		fc.assert(
			fc.property(fc.bigInt(2n, 10n ** 12n), fc.integer({ min: 2, max: 12 }), (total, count) => {
				const amounts = equalAmounts(total, count);
				expect(amounts.reduce((sum, one) => sum + one, 0n)).toBe(total);
				expect(amounts).toHaveLength(count);
				for (const amount of amounts.slice(1, -1)) expect(amount).toBe(amounts[0]);
				expect(amounts.at(-1)! - amounts[0]!).toBeLessThan(BigInt(count));
			})
		);
	});

	it('is for its invoices one after the other, each of them whole in the end', () => {
		fc.assert(
			fc.property(
				fc.array(fc.bigInt(1n, 10n ** 9n), { minLength: 1, maxLength: 5 }),
				fc.integer({ min: 2, max: 6 }),
				(sums, count) => {
					const items = sums.map((amountMinor, place) => ({
						...{ invoiceId: `invoice ${place}`, currency: 'EUR', amountMinor }
					}));
					const total = sums.reduce((all, one) => all + one, 0n);
					const parts = equalAmounts(total, count).map((amount, place) => part(place, amount));
					const shares = sharesAgreed(items, parts);
					const promised = shares.flatMap((share) => share.items);
					for (const { invoiceId, amountMinor } of items)
						expect(
							promised
								.filter((one) => one.invoiceId === invoiceId)
								.reduce((all, one) => all + one.amountMinor, 0n)
						).toBe(amountMinor);
					for (const [place, { items: own }] of shares.entries())
						expect(own.reduce((all, one) => all + one.amountMinor, 0n)).toBe(
							parts[place]!.amountMinor
						);
				}
			)
		);
	});
});
