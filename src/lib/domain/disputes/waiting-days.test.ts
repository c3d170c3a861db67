import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	addDays,
	daysBetween,
	isWorkingDay,
	localDate,
	localDateAt,
	workingDayFrom,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import {
	answerDueOn,
	asRead,
	dayAfterWaits,
	promisedDayOf,
	promisedIn,
	timeLeft,
	waitsIn,
	type DeadlineFacts,
	type DeadlineStep,
	type Wait
} from './deadlines';
import type { DisputeStatus } from './lifecycle';

const WEEK = { weekdays: [1, 2, 3, 4, 5], closed: new Set<string>() };
const day = (text: string) => localDate(`2026-${text}`);
const morningOf = (on: LocalDate) => new Date(`${on}T09:00:00Z`);

const step = (
	fromStatus: DisputeStatus | null,
	toStatus: DisputeStatus,
	on: LocalDate
): DeadlineStep => ({ fromStatus, toStatus, on, at: morningOf(on) });

/** Opened on Monday 16 November, promised for Friday 27. */
const OPENED = step(null, 'submitted', day('11-16'));
const ASKED = step('submitted', 'waiting_customer', day('11-20'));
const REPLIED = step('waiting_customer', 'in_progress', day('12-10'));
const DECIDED = step('in_progress', 'decided', day('11-24'));

const facts = (
	transitions: DeadlineStep[],
	today: LocalDate,
	more: Partial<DeadlineFacts> = {}
): DeadlineFacts => ({
	status: transitions.at(-1)!.toStatus,
	openedOn: day('11-16'),
	answerDueOn: day('11-27'),
	commitments: [],
	calendar: WEEK,
	...{ transitions, today, ...more }
});

describe('waiting for the customer', () => {
	it('moves the promised day by the working days it took', () => {
		const found = facts([OPENED, ASKED, REPLIED], day('12-10'));
		// Five days were left on 20 November; five are left on 10 December.
		expect(promisedDayOf(found)).toBe('2026-12-17');
	});

	it('goes on until today while there is no reply', () => {
		const on = (today: string) => promisedDayOf(facts([OPENED, ASKED], day(today)));
		expect([on('11-20'), on('11-23'), on('11-27')]).toEqual([
			'2026-11-27',
			'2026-11-30',
			'2026-12-04'
		]);
	});

	it('saves nothing when the day had gone by before the question', () => {
		const late = [step('submitted', 'waiting_customer', day('12-01')), REPLIED];
		const found = facts([OPENED, ...late], day('12-11'));
		expect(promisedDayOf(found)).toBe('2026-11-27');
		// Monday, Tuesday, and the Friday after the reply: what was waited for is nobody's delay.
		const waits = waitsIn(found.transitions, found.today);
		expect(timeLeft(found.today, day('11-27'), WEEK, waits).daysLate).toBe(3);
	});

	it('moves a day committed to afterwards only by what was waited for since', () => {
		const commitments = [
			{ dueOn: day('12-11'), what: '', setOn: day('12-08'), setAt: morningOf(day('12-08')) }
		];
		const found = facts([OPENED, ASKED, REPLIED], day('12-10'), { commitments });
		expect(promisedDayOf(found)).toBe('2026-12-15');
	});

	it('leaves a day to whoever is answered on a day off', () => {
		const asked = step('submitted', 'waiting_customer', day('11-27'));
		const sunday = step('waiting_customer', 'in_progress', day('11-29'));
		expect(promisedDayOf(facts([OPENED, asked, sunday], day('11-29')))).toBe('2026-11-30');
	});
});

describe('a case that is opened again', () => {
	const reopened = step('decided', 'in_progress', day('12-14'));
	const again = {
		dueOn: day('12-22'),
		what: '',
		setOn: reopened.on,
		setAt: reopened.at
	};
	const found = (today: string, more: Partial<DeadlineFacts> = {}) =>
		facts([OPENED, DECIDED, reopened], day(today), { commitments: [again], ...more });

	it('counts from the reopening, never from its first day', () => {
		expect(promisedIn(found('12-14'))).toEqual([{ on: '2026-12-22', what: '' }]);
	});

	it('has the days of its first round anew where no day was written down with the reopening', () => {
		const without = found('12-14', { commitments: [] });
		// Nine working days, from the 16th to the 27th of November.
		expect(promisedIn(without)).toEqual([{ on: '2026-12-25', what: '' }]);
		const before = { ...again, dueOn: day('11-30'), setAt: morningOf(day('11-23')) };
		expect(promisedDayOf(found('12-14', { commitments: [before] }))).toBe('2026-12-25');
		const asked = step('in_progress', 'waiting_customer', day('12-16'));
		const replied = step('waiting_customer', 'in_progress', day('12-18'));
		const transitions = [OPENED, DECIDED, reopened, asked, replied];
		expect(promisedDayOf(found('12-18', { transitions, commitments: [] }))).toBe('2026-12-29');
	});

	it('owes nothing once it is decided again, until something is promised', () => {
		const second = step('in_progress', 'decided', day('12-16'));
		const transitions = [OPENED, DECIDED, reopened, second];
		expect(promisedIn(found('12-30', { transitions, status: 'decided' }))).toEqual([]);
		const later = { ...again, dueOn: day('12-18'), setAt: new Date('2026-12-16T10:00:00Z') };
		const commitments = [again, later];
		expect(promisedIn(found('12-17', { transitions, commitments, status: 'decided' }))).toEqual([
			{ on: '2026-12-18', what: '' }
		]);
	});
});

describe('properties', () => {
	const FIRST = day('03-02');
	const calendar: fc.Arbitrary<WorkingCalendar> = fc.record({
		weekdays: fc.constantFrom([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [7, 1, 2, 3, 4], [2]),
		closed: fc
			.uniqueArray(fc.nat(120), { maxLength: 20 })
			.map((days) => new Set<string>(days.map((days) => addDays(FIRST, days))))
	});
	/** Gaps in days: opened, asked, replied, asked, replied … */
	const gaps = fc.array(fc.tuple(fc.nat(9), fc.nat(15)), { maxLength: 5 });
	const waitsAfter = (start: LocalDate, spans: readonly [number, number][]): Wait[] => {
		let at = start;
		return spans.map(([busy, silent]) => {
			const from = addDays(at, busy);
			at = addDays(from, silent);
			return { from, until: at };
		});
	};
	const daysIn = (from: LocalDate, to: LocalDate): LocalDate[] =>
		Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, index) =>
			addDays(from, index + 1)
		);

	it('is due after exactly the working days that were given, those of waiting left out', () => {
		fc.assert(
			fc.property(calendar, gaps, fc.integer({ min: 1, max: 20 }), (week, spans, days) => {
				const setOn = workingDayFrom(FIRST, week);
				const waits = waitsAfter(setOn, spans);
				const due = dayAfterWaits({ on: answerDueOn(setOn, days, week), setOn }, waits, week);
				const from = (date: LocalDate) => workingDayFrom(date, week);
				const waited = (date: LocalDate) =>
					waits.some(({ from: asked, until }) => date > from(asked) && date <= from(until));
				const counted = daysIn(setOn, due).filter(
					(date) => isWorkingDay(date, week) && !waited(date)
				);
				expect(counted).toHaveLength(days);
			})
		);
	});

	it('never makes late whoever was not late when he asked', () => {
		fc.assert(
			fc.property(calendar, gaps, fc.nat(20), (week, spans, days) => {
				const setOn = workingDayFrom(FIRST, week);
				const waits = waitsAfter(setOn, spans);
				const given = { on: answerDueOn(setOn, days, week), setOn };
				waits.forEach(({ from, until }, index) => {
					const asked = dayAfterWaits(given, waits.slice(0, index), week);
					const replied = dayAfterWaits(given, waits.slice(0, index + 1), week);
					expect(replied >= asked).toBe(true);
					if (from <= asked) {
						expect(replied >= until).toBe(true);
						const left = (at: LocalDate, due: LocalDate) =>
							workingDaysBetween(workingDayFrom(at, week), due, week);
						expect(left(until, replied)).toBe(left(from, asked));
					} else expect(replied).toBe(asked);
				});
			})
		);
	});

	it('counts the day of the creditor, wherever the question was asked from', () => {
		const zones = fc.constantFrom('Europe/Paris', 'Pacific/Auckland', 'America/Los_Angeles');
		const instant = fc.date({
			...{ min: new Date('2026-11-16T00:00:00Z'), max: new Date('2026-11-26T00:00:00Z') },
			noInvalidDate: true
		});
		fc.assert(
			fc.property(zones, instant, fc.integer({ min: 0, max: 400 }), (zone, at, hours) => {
				const until = new Date(at.getTime() + hours * 3_600_000);
				const [asked, replied] = [localDateAt(at, zone), localDateAt(until, zone)];
				const transitions = [
					OPENED,
					{ ...ASKED, at, on: asked },
					{ ...REPLIED, at: until, on: replied }
				];
				const due = promisedDayOf(facts(transitions, replied));
				const waited = workingDaysBetween(
					workingDayFrom(asked, WEEK),
					workingDayFrom(replied, WEEK),
					WEEK
				);
				expect(workingDaysBetween(day('11-27'), due, WEEK)).toBe(waited);
			})
		);
	});
});

it('ends with a mail read later on the day it came, and for whoever is asked beside on the day it was read', () => {
	const read = { ...step('waiting_customer', 'in_progress', day('12-04')), heardOn: day('11-25') };
	const facts = { transitions: [OPENED, ASKED, read] };
	const waits = (of: typeof facts) => waitsIn(of.transitions, day('12-10'));
	expect(waits(facts)).toEqual([{ from: day('11-20'), until: day('11-25') }]);
	expect(waits(asRead(facts))).toEqual([{ from: day('11-20'), until: day('12-04') }]);
});
