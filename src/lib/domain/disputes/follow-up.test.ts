import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	isWorkingDay,
	localDate,
	workingDaysBetween,
	type LocalDate
} from '$lib/domain/calendar';
import { followUpOn, type AskedBy, type FollowUp } from './follow-up';

// Easter Monday 2026.
const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-04-06']) };
const asked = { since: localDate('2026-03-30'), dueOn: localDate('2026-04-03') };

/** What is taken when the engine is awake on these days. */
function taken(days: readonly LocalDate[], of: AskedBy, before: readonly FollowUp[] = []) {
	const steps = [...before];
	for (const on of days) {
		const kind = followUpOn(of, steps, on, calendar);
		if (kind) steps.push({ kind, on, dueOn: of.dueOn });
	}
	return steps;
}
const daysFrom = (first: string, count: number) =>
	Array.from({ length: count }, (_, place) => addDays(localDate(first), place));
const said = (steps: readonly FollowUp[]) => steps.map(({ kind, on }) => `${on} ${kind}`);

describe('whoever was asked and does not answer', () => {
	it('is reminded the worked day before, after it, then with his manager, over days off', () => {
		expect(said(taken(daysFrom('2026-03-30', 22), asked))).toEqual([
			'2026-04-02 due_soon',
			'2026-04-07 overdue',
			'2026-04-09 manager',
			'2026-04-16 manager'
		]);
	});
	it('hears of it once a day, however often it is looked at', () => {
		const day = localDate('2026-04-07');
		expect(said(taken([day, day, day], asked))).toEqual(['2026-04-07 overdue']);
	});
	it('is left alone on days off', () => {
		const off = ['2026-04-04', '2026-04-05', '2026-04-06'].map(localDate);
		expect(taken(off, asked)).toEqual([]);
	});
	it('asked the day before, is not reminded of what he read yesterday', () => {
		const late = { ...asked, since: localDate('2026-04-02') };
		expect(said(taken(daysFrom('2026-04-02', 6), late))).toEqual(['2026-04-07 overdue']);
	});
	it('told what he had asked back after his day, has a day before he is late', () => {
		const again = { ...asked, since: localDate('2026-04-08') };
		expect(said(taken(daysFrom('2026-04-08', 3), again))).toEqual(['2026-04-09 overdue']);
	});
	it('is told first himself after an outage, and of what is long past not at all', () => {
		const days = ['2026-04-29', '2026-04-30', '2026-05-04'].map(localDate);
		expect(said(taken(days, asked))).toEqual(['2026-04-29 overdue', '2026-05-04 manager']);
		expect(taken(daysFrom('2026-05-18', 60), asked)).toEqual([]);
	});
	it('could not answer for weeks, and begins anew: his manager does not hear of it first', () => {
		const first = taken(daysFrom('2026-04-07', 1), asked);
		const back = { ...asked, since: localDate('2026-05-13') };
		expect(said(taken(daysFrom('2026-05-13', 6), back, first))).toEqual([
			'2026-04-07 overdue',
			'2026-05-14 overdue',
			'2026-05-18 manager'
		]);
	});
	it('is told at once when somebody else answers, and begins anew: no head hears of it first', () => {
		const first = taken(daysFrom('2026-04-02', 8), asked);
		const moved = taken([localDate('2026-04-10')], { ...asked, hasMoved: true }, first);
		expect(said(taken(daysFrom('2026-04-11', 6), asked, moved)).slice(first.length)).toEqual([
			'2026-04-10 moved',
			'2026-04-13 overdue',
			'2026-04-15 manager'
		]);
	});
	it('is still reminded before his day when he took it over earlier, and not told of what is long past', () => {
		const moved = taken([localDate('2026-03-31')], { ...asked, hasMoved: true });
		expect(said(taken(daysFrom('2026-04-01', 3), asked, moved))).toEqual([
			'2026-03-31 moved',
			'2026-04-02 due_soon'
		]);
		const late = daysFrom('2026-05-18', 10);
		expect(taken(late, { ...asked, hasMoved: true })).toEqual([]);
	});
	it('is given up after two months', () => {
		const steps = taken(daysFrom('2026-03-30', 730), asked);
		expect(steps.filter(({ kind }) => kind === 'manager')).toHaveLength(8);
		expect(steps.at(-1)!.on < '2026-06-10').toBe(true);
	});
	it('is reminded again of a day that has moved', () => {
		const first = taken(daysFrom('2026-04-01', 3), asked);
		const moved = { ...asked, dueOn: localDate('2026-04-10') };
		expect(said(taken(daysFrom('2026-04-07', 8), moved, first))).toEqual([
			'2026-04-02 due_soon',
			'2026-04-09 due_soon',
			'2026-04-13 overdue'
		]);
	});
});

describe('always', () => {
	const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays(localDate('2024-01-01'), n));
	const awake = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 120 });
	const history = fc
		.tuple(day, fc.integer({ min: 1, max: 60 }), awake)
		.map(([since, given, offsets]) => ({
			of: { since, dueOn: addDays(since, given) },
			days: offsets.toSorted((a, b) => a - b).map((offset) => addDays(since, offset))
		}));
	const LADDER = { moved: 0, due_soon: 0, overdue: 1, manager: 2 };

	it('goes on worked days after he was asked, up the ladder, and stops', () => {
		fc.assert(
			fc.property(history, ({ of, days }) => {
				const steps = taken(days, of);
				for (const { on } of steps) expect(isWorkingDay(on, calendar) && on > of.since).toBe(true);
				const rungs = steps.map(({ kind }) => LADDER[kind]);
				expect(rungs.toSorted((a, b) => a - b)).toEqual(rungs);
				expect(rungs.filter((rung) => rung < 2).length).toBe(
					new Set(rungs.filter((r) => r < 2)).size
				);
				expect(rungs.filter((rung) => rung === 2).length).toBeLessThanOrEqual(8);
			})
		);
	});
	it('goes to his manager only days after he was told himself that he is late', () => {
		fc.assert(
			fc.property(history, ({ of, days }) => {
				const steps = taken(days, of);
				for (const [place, { kind, on }] of steps.entries()) {
					if (kind !== 'manager') continue;
					const before = steps[place - 1]!;
					expect(before.kind).not.toBe('due_soon');
					expect(workingDaysBetween(before.on, on, calendar)).toBeGreaterThanOrEqual(2);
				}
			})
		);
	});
});
