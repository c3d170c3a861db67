import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isWorkingDay, localDate, type WorkingCalendar } from '$lib/domain/calendar';
import { latestAtOnce, planFault, quickDays, sharesOf } from './plan';

const today = localDate('2026-11-26');
const day = (later: number) => addDays(today, later);
const calendar: WorkingCalendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-12-25']) };
const item = (invoiceId: string, amountMinor: bigint, currency = 'EUR') => ({
	invoiceId,
	currency,
	amountMinor
});

describe('a plan', () => {
	it('pays the oldest first, in equal parts but for the last cents', () => {
		const shares = sharesOf([item('a', 600_00n), item('b', 400_01n)], [day(1), day(8), day(15)]);
		expect(shares.map(({ items }) => items.map((one) => [one.invoiceId, one.amountMinor]))).toEqual(
			[
				[['a', 333_33n]],
				[
					['a', 266_67n],
					['b', 66_67n]
				],
				[['b', 333_34n]]
			]
		);
	});
	it('says what is wrong with its days', () => {
		const askable = { today, latestOn: day(60), instalments: 2 };
		const fault = (...later: number[]) => planFault(later.map(day), askable);
		expect(fault(1, 2)).toBe(null);
		expect(fault(-1)).toEqual({ problem: 'date_in_past', place: 0 });
		expect(fault(2, 2)).toEqual({ problem: 'days_not_ascending', place: 1 });
		expect(fault(61)).toEqual({ problem: 'day_too_far', place: 0 });
		expect(fault(2, 61)).toEqual({ problem: 'day_too_far', place: 1 });
		expect(fault(1, 2, 3)).toEqual({ problem: 'too_many_parts', place: 2 });
	});
	it('says first what is wrong with the earliest payment', () => {
		const askable = { today, latestOn: day(60), instalments: 3 };
		const fault = (...later: number[]) => planFault(later.map(day), askable);
		expect(fault(1, 61, 5)).toEqual({ problem: 'day_too_far', place: 1 });
		expect(fault(61, -1)).toEqual({ problem: 'day_too_far', place: 0 });
		expect(fault(-1, 2, 3, 4)).toEqual({ problem: 'date_in_past', place: 0 });
	});
	it('never names a payment after one that will not do on its own', () => {
		const drawn = fc.array(fc.integer({ min: -5, max: 70 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(drawn, fc.integer({ min: 1, max: 6 }), (later, instalments) => {
				const fault = planFault(later.map(day), { today, latestOn: day(60), instalments });
				const alone = later.findIndex((one) => one < 0 || one > 60);
				const unordered = later.findIndex((one, place) => place > 0 && one <= later[place - 1]!);
				const many = later.length > instalments ? instalments : -1;
				const faulty = [alone, unordered, many].filter((place) => place >= 0);
				expect(fault?.place).toBe(faulty.length > 0 ? Math.min(...faulty) : undefined);
			})
		);
	});
	it('leaves nothing out, adds nothing, and mixes no currency', () => {
		const amounts = fc.array(
			fc.record({
				minor: fc.bigInt({ min: 1n, max: 10n ** 9n }),
				currency: fc.constantFrom('EUR', 'GBP')
			}),
			{ minLength: 1, maxLength: 12 }
		);
		fc.assert(
			fc.property(amounts, fc.integer({ min: 1, max: 3 }), (drawn, count) => {
				const items = drawn.map(({ minor, currency }, i) => item(String(i), minor, currency));
				const shares = sharesOf(
					items,
					Array.from({ length: count }, (_, i) => day(i + 1))
				);
				for (const { invoiceId, amountMinor, currency } of items) {
					const own = shares
						.flatMap((share) => share.items)
						.filter((one) => one.invoiceId === invoiceId);
					expect(own.reduce((sum, one) => sum + one.amountMinor, 0n)).toBe(amountMinor);
					expect(own.every((one) => one.currency === currency && one.amountMinor > 0n)).toBe(true);
				}
			})
		);
	});
});

describe('the days that are offered', () => {
	it('are a Friday, the next one and the end of the month', () => {
		expect(quickDays(today, 30, calendar)).toEqual(['2026-11-27', '2026-11-30', '2026-12-04']);
	});
	it('are worked, to come, each once, at most three and agreed to at once', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 800 }),
				fc.integer({ min: 0, max: 90 }),
				(later, most) => {
					const from = addDays(today, later);
					const days = quickDays(from, most, calendar);
					expect(new Set(days).size).toBe(days.length);
					expect(days.length).toBeLessThanOrEqual(3);
					expect(days).toEqual([...days].sort());
					for (const each of days) {
						expect(each > from && each <= addDays(from, most)).toBe(true);
						expect(isWorkingDay(each, calendar)).toBe(true);
					}
					expect(latestAtOnce(from, most, calendar) <= addDays(from, most)).toBe(true);
				}
			)
		);
	});
});
