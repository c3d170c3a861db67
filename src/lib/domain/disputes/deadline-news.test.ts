import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, isWorkingDay, localDate, workingDaysBetween, type LocalDate } from '../calendar';
import { isForHead, isNews } from './deadline-news';
import { FIRST_TO_MANAGER, followUpOn, LATE_TO_BEGIN, type FollowUp } from './follow-up';

const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set<LocalDate>() };
const friday = localDate('2026-03-06');

test.each([
	['the day before it', '2026-03-05', false, true],
	['on the day', '2026-03-06', false, true],
	['told already', '2026-03-06', true, false],
	['on a day off', '2026-03-07', false, false],
	['on the first worked day after it', '2026-03-09', false, true],
	['four weeks late', '2026-04-03', false, true],
	['later than that', '2026-04-06', false, false]
] as const)('%s', (_, today, told, isTold) => {
	expect(isNews(friday, told, localDate(today), calendar)).toBe(isTold);
});

test.each([
	['nobody was told', null, '2026-03-11', false],
	['on the same day', '2026-03-09', '2026-03-09', false],
	['a worked day later', '2026-03-09', '2026-03-10', false],
	['two worked days later', '2026-03-09', '2026-03-11', true],
	['days off are none', '2026-03-12', '2026-03-14', false],
	['the next worked day', '2026-03-12', '2026-03-16', true]
] as const)('the head, where %s', (_, toldOn, today, isTold) => {
	expect(isForHead(toldOn && localDate(toldOn), localDate(today), calendar)).toBe(isTold);
});

/** Day after day, as the engine asks; on some of them it does not wake. */
function toldOver(dueOn: LocalDate, asleep: ReadonlySet<LocalDate>) {
	const told: LocalDate[] = [];
	const heads: LocalDate[] = [];
	for (let late = 1; late <= 60; late++) {
		const today = addDays(dueOn, late);
		if (asleep.has(today)) continue;
		if (heads.length === 0 && isForHead(told[0] ?? null, today, calendar)) heads.push(today);
		if (isNews(dueOn, told.length > 0, today, calendar)) told.push(today);
	}
	return { told, heads };
}

test('one is told on the first worked day after, the head two later, as of a question nobody answers', () => {
	fc.assert(
		fc.property(fc.nat(400), (at) => {
			const dueOn = addDays(localDate('2026-01-01'), at);
			const taken: FollowUp[] = [];
			for (let late = 1; late <= 9; late++) {
				const on = addDays(dueOn, late);
				const kind = followUpOn({ since: addDays(dueOn, -3), dueOn }, taken, on, calendar);
				if (kind) taken.push({ kind, on, dueOn });
			}
			const { told, heads } = toldOver(dueOn, new Set());
			expect([...told, ...heads]).toEqual(taken.slice(0, 2).map(({ on }) => on));
		})
	);
});

test('whatever days the engine sleeps through: each once at most, on worked days, and nobody’s head before himself', () => {
	fc.assert(
		fc.property(fc.nat(400), fc.uniqueArray(fc.nat(40)), (at, gaps) => {
			const dueOn = addDays(localDate('2026-01-01'), at);
			const { told, heads } = toldOver(dueOn, new Set(gaps.map((gap) => addDays(dueOn, gap))));
			expect(told.length).toBeLessThanOrEqual(1);
			expect(heads.length).toBeLessThanOrEqual(told.length);
			for (const day of [...told, ...heads]) expect(isWorkingDay(day, calendar)).toBe(true);
			for (const day of told)
				expect(workingDaysBetween(dueOn, day, calendar)).toBeLessThanOrEqual(LATE_TO_BEGIN);
			for (const day of heads)
				expect(workingDaysBetween(told[0]!, day, calendar)).toBeGreaterThanOrEqual(
					FIRST_TO_MANAGER
				);
		})
	);
});
