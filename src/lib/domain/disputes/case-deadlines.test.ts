import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addWorkingDays, localDate, workingDaysBetween } from '$lib/domain/calendar';
import { deadlinesIn, nextDeadline, standingOf, type CaseDeadline } from './case-deadlines';
import type { DeadlineFacts, DeadlineStep } from './deadlines';
import { termsOf, type StageOfCase } from './deadline-terms';
import { PRIORITIES } from './priority';
import type { DisputeStatus } from './lifecycle';

// Easter Monday 2026.
const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-04-06']) };
const day = localDate;
const MONDAY = day('2026-04-13');
const terms = { acknowledgement: 1, answer: 4, closure: 5, warningPercent: 75 };

type Move = [DisputeStatus, DisputeStatus | null, string, DeadlineStep['byKind']];
const step = ([toStatus, fromStatus, on, byKind]: Move): DeadlineStep => ({
	...{ toStatus, fromStatus, byKind, on: day(on) },
	at: new Date(`${on}T09:00:00Z`)
});

const facts = (moves: readonly Move[], today: string, more: Partial<DeadlineFacts> = {}) => ({
	...{ status: moves.at(-1)?.[0] ?? ('submitted' as const), openedOn: MONDAY, commitments: [] },
	...{ answerDueOn: day('2026-04-17'), today: day(today), calendar },
	transitions: moves.map(step),
	...more
});

const OPENED: Move = ['submitted', null, '2026-04-13', 'customer'];
const ROUTED: Move = ['assigned', 'submitted', '2026-04-13', 'system'];
const TAKEN: Move = ['in_progress', 'assigned', '2026-04-15', 'resolver'];
const DECIDED: Move = ['decided', 'in_progress', '2026-04-16', 'staff'];

const of = (stage: StageOfCase, all: readonly CaseDeadline[]) =>
	all.find((one) => one.stage === stage);
const standing = (stage: StageOfCase, from: DeadlineFacts) =>
	standingOf(of(stage, deadlinesIn(from, terms))!, from);

describe('until it is taken up', () => {
	test('a routing is nobody: the day runs until a person takes the first step', () => {
		const routed = facts([OPENED, ROUTED], '2026-04-14');
		expect(of('acknowledgement', deadlinesIn(routed, terms))).toMatchObject({
			...{ dueOn: '2026-04-14', warnOn: '2026-04-14', endedOn: null }
		});
		expect(standing('acknowledgement', routed)).toBe('risk');
		expect(standing('acknowledgement', { ...routed, today: MONDAY })).toBe('running');
		expect(standing('acknowledgement', { ...routed, today: day('2026-04-15') })).toBe('breached');
		const late = facts([OPENED, ROUTED, TAKEN], '2026-04-16');
		expect(of('acknowledgement', deadlinesIn(late, terms))?.endedOn).toBe('2026-04-15');
		expect(standing('acknowledgement', late)).toBe('missed');
	});

	test('opened again it is taken up again, whatever was kept or missed in its first round', () => {
		const closed: Move[] = [OPENED, ROUTED, TAKEN, DECIDED];
		const byCustomer: Move = ['in_progress', 'decided', '2026-04-20', 'customer'];
		const again = facts([...closed, byCustomer], '2026-04-20');
		expect(of('acknowledgement', deadlinesIn(again, terms))).toMatchObject({
			...{ setOn: '2026-04-20', dueOn: '2026-04-21', endedOn: null }
		});
		expect(standing('acknowledgement', { ...again, today: day('2026-04-22') })).toBe('breached');
		const asked: Move = ['assigned', 'in_progress', '2026-04-21', 'staff'];
		expect(standing('acknowledgement', facts([...closed, byCustomer, asked], '2026-04-24'))).toBe(
			'kept'
		);
		const byStaff: Move = ['in_progress', 'decided', '2026-04-20', 'staff'];
		expect(standing('acknowledgement', facts([...closed, byStaff], '2026-04-24'))).toBe('kept');
		// Of a first round that is over it stays what it was.
		expect(standing('acknowledgement', facts(closed, '2026-04-24'))).toBe('missed');
	});

	test('a case its customer withdraws is nobody’s to take up any more', () => {
		const gone = facts(
			[OPENED, ['withdrawn', 'submitted', '2026-04-13', 'customer']],
			'2026-05-04'
		);
		expect(nextDeadline(deadlinesIn(gone, terms))).toBeNull();
		expect(standing('acknowledgement', gone)).toBe('kept');
	});
});

describe('until the answer', () => {
	test('it is in danger before it is broken: on its last quarter, on its last day at the latest', () => {
		const taken = facts([OPENED, TAKEN], '2026-04-15');
		const standings = ['2026-04-15', '2026-04-16', '2026-04-17', '2026-04-18'].map((today) =>
			standing('answer', { ...taken, today: day(today) })
		);
		expect(standings).toEqual(['running', 'risk', 'risk', 'breached']);
	});

	test('a day that was promised to the customer stays when the house gives itself longer', () => {
		const taken = facts([OPENED, TAKEN], '2026-04-15');
		expect(of('answer', deadlinesIn(taken, { ...terms, answer: 9 }))?.dueOn).toBe('2026-04-17');
		expect(of('answer', deadlinesIn(taken, { ...terms, answer: 2 }))?.dueOn).toBe('2026-04-15');
	});

	test('a day somebody chose for this case is kept as it is, whatever its priority', () => {
		const chosen = facts([OPENED, TAKEN], '2026-04-16', {
			commitments: [
				{
					...{ dueOn: day('2026-04-24'), what: '' },
					...{ setOn: day('2026-04-15'), setAt: new Date('2026-04-15T12:00:00Z') }
				}
			]
		});
		expect(of('answer', deadlinesIn(chosen, { ...terms, answer: 1 }))?.dueOn).toBe('2026-04-24');
	});

	test('opened again it is counted from there, by its priority too', () => {
		const again = facts(
			[OPENED, TAKEN, DECIDED, ['in_progress', 'decided', '2026-05-04', 'staff']],
			'2026-05-05',
			{
				commitments: [
					{
						...{ dueOn: day('2026-05-08'), what: '' },
						...{ setOn: day('2026-05-04'), setAt: new Date('2026-05-04T09:00:00Z') }
					}
				]
			}
		);
		expect(nextDeadline(deadlinesIn(again, { ...terms, answer: 1 }))).toMatchObject({
			...{ stage: 'answer', setOn: '2026-05-04', dueOn: '2026-05-05' }
		});
	});

	test('while its customer is waited for it is paused, and nothing is in danger', () => {
		const asked = facts(
			[OPENED, TAKEN, ['waiting_customer', 'in_progress', '2026-04-16', 'staff']],
			'2026-05-22'
		);
		expect(standing('answer', asked)).toBe('paused');
	});
});

test('a decision ends the answer and begins the closure; what is promised after it takes its place', () => {
	const decided = facts([OPENED, TAKEN, DECIDED], '2026-04-20');
	expect(
		deadlinesIn(decided, terms).map(({ stage, dueOn, endedOn }) => [stage, dueOn, endedOn])
	).toEqual([
		['acknowledgement', '2026-04-14', '2026-04-15'],
		['answer', '2026-04-17', '2026-04-16'],
		['closure', '2026-04-23', null]
	]);
	const promised = {
		...{ dueOn: day('2026-05-05'), what: 'avoir' },
		...{ setOn: day('2026-04-17'), setAt: new Date('2026-04-17T09:00:00Z') }
	};
	const later = { ...decided, commitments: [promised] };
	expect(nextDeadline(deadlinesIn(later, terms))?.dueOn).toBe('2026-05-05');
	const closed = facts(
		[OPENED, TAKEN, DECIDED, ['resolved', 'decided', '2026-04-24', 'staff']],
		'2026-04-27'
	);
	expect(standing('closure', closed)).toBe('missed');
});

describe('properties', () => {
	/** A question and its reply, so many days after the one before. */
	const talk = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
		maxLength: 4
	});
	const cases = fc
		.tuple(talk, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 9 }))
		.map(([talked, deadlineDays, until]) => {
			let on = MONDAY;
			const moves: Move[] = [OPENED, ['in_progress', 'submitted', MONDAY, 'staff']];
			for (const [before, waited] of talked) {
				on = addDays(on, before);
				moves.push(['waiting_customer', 'in_progress', on, 'staff']);
				on = addDays(on, waited);
				moves.push(['in_progress', 'waiting_customer', on, 'customer']);
			}
			return facts(moves, addDays(on, until), {
				answerDueOn: addWorkingDays(MONDAY, deadlineDays, calendar)
			});
		});
	const anyTerms = fc
		.tuple(
			fc.integer({ min: 0, max: 20 }),
			fc.integer({ min: 1, max: 30 }),
			fc.integer({ min: 10, max: 95 })
		)
		.map(([acknowledgement, answer, warningPercent]) => ({
			...{ acknowledgement, answer, warningPercent, closure: 5 }
		}));

	test('a due day is the sum of its pieces, and none in which the customer was waited for counts', () => {
		fc.assert(
			fc.property(cases, anyTerms, (from, given) => {
				for (const { clock, setOn, dueOn } of deadlinesIn(from, given)) {
					const sum = clock.intervals.reduce((days, one) => days + one.days, 0);
					expect(sum).toBe(clock.days + clock.pausedDays);
					expect(workingDaysBetween(setOn, dueOn, calendar)).toBe(sum);
				}
				const answer = of('answer', deadlinesIn(from, given))!;
				const promised = workingDaysBetween(from.openedOn, from.answerDueOn, calendar);
				expect(answer.clock.days).toBe(Math.min(promised, given.answer));
			})
		);
	});

	test('a higher priority never gives a later day, and danger is told before the day is over', () => {
		const policy = { highPercent: 60, urgentPercent: 20, warningPercent: 75 };
		fc.assert(
			fc.property(cases, anyTerms, (from, given) => {
				const days = PRIORITIES.map((priority) =>
					deadlinesIn(from, termsOf(given, policy, priority))
				);
				for (const [place, higher] of days.slice(1).entries())
					higher.forEach(({ dueOn, warnOn }, at) => {
						expect(dueOn <= days[place]![at]!.dueOn).toBe(true);
						expect(warnOn <= dueOn).toBe(true);
					});
			})
		);
	});
});
