import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isWorkingDay, localDate, workingDaysBetween } from '$lib/domain/calendar';
import type { DeadlineFacts, DeadlineStep } from './deadlines';
import { missedToTell, newsSince, NEWS_WORKING_DAYS } from './missed-day';

const FRIDAY = localDate('2026-03-06');
const MONDAY = localDate('2026-03-09');
const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set<never>() };
const OPENED = localDate('2026-03-02');

const step = (toStatus: DeadlineStep['toStatus'], on: string): DeadlineStep => ({
	...{ fromStatus: 'in_progress', toStatus, on: localDate(on) },
	at: new Date(`${on}T09:00:00Z`)
});
const facts = (changes: Partial<DeadlineFacts> = {}): DeadlineFacts => ({
	...{ status: 'in_progress', openedOn: OPENED, answerDueOn: FRIDAY },
	...{ commitments: [], transitions: [], calendar, today: MONDAY },
	...changes
});
const days = (from: string, count: number) =>
	Array.from({ length: count }, (_, day) => addDays(localDate(from), day));
const committed = (on: string, setOn: string) => ({
	...{ dueOn: localDate(on), what: 'Le bon de livraison.' },
	...{ setOn: localDate(setOn), setAt: new Date(`${setOn}T10:00:00Z`) }
});

describe('a day we did not keep', () => {
	it('is told on the first worked day after it, and not on it', () => {
		expect(missedToTell(facts({ today: FRIDAY }), null)).toBeNull();
		expect(missedToTell(facts({ today: localDate('2026-03-07') }), null)).toBeNull();
		expect(missedToTell(facts(), null)).toEqual({ on: FRIDAY, what: '' });
	});

	it('is told once, and the next one that is missed again', () => {
		expect(missedToTell(facts(), FRIDAY)).toBeNull();
		const again = facts({
			commitments: [committed('2026-03-11', '2026-03-09')],
			today: localDate('2026-03-12')
		});
		expect(missedToTell({ ...again, today: localDate('2026-03-11') }, FRIDAY)).toBeNull();
		expect(missedToTell(again, FRIDAY)).toEqual({ on: '2026-03-11', what: 'Le bon de livraison.' });
	});

	it('is not told while the customer is waited for, nor once it is decided', () => {
		const asked = step('waiting_customer', '2026-03-05');
		const waiting = { status: 'waiting_customer' as const, transitions: [asked] };
		expect(missedToTell(facts(waiting), null)).toBeNull();
		const decided = { status: 'decided' as const, transitions: [step('decided', '2026-03-09')] };
		expect(missedToTell(facts(decided), null)).toBeNull();
		expect(missedToTell(facts({ status: 'withdrawn' }), null)).toBeNull();
	});

	it('is, of a decision that is being carried out, what was promised since it', () => {
		const transitions = [step('decided', '2026-03-04')];
		const commitments = [committed('2026-03-05', '2026-03-04')];
		const being = facts({ status: 'implementing', transitions, commitments });
		expect(missedToTell(being, null)).toEqual({ on: '2026-03-05', what: 'Le bon de livraison.' });
	});

	it('is no news after an outage of more than a week, and never told twice or on a day off', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 60 }), (days) => {
				const today = addDays(OPENED, days);
				const told = missedToTell(facts({ today }), null);
				const late = today > FRIDAY && isWorkingDay(today, calendar);
				const recent = workingDaysBetween(FRIDAY, today, calendar) <= NEWS_WORKING_DAYS;
				expect(told !== null).toBe(late && recent);
				if (told) expect(missedToTell(facts({ today }), told.on)).toBeNull();
			})
		);
	});

	it('is looked for as far back as it is news, over a closure of weeks too', () => {
		const august = { ...calendar, closed: new Set(days('2026-08-01', 23)) };
		const today = localDate('2026-08-24');
		const missed = facts({ today, answerDueOn: localDate('2026-07-31'), calendar: august });
		expect(missedToTell(missed, null)).toMatchObject({ on: '2026-07-31' });
		expect(newsSince(today, august) <= localDate('2026-07-31')).toBe(true);
		expect(newsSince(MONDAY, calendar) < FRIDAY).toBe(true);
	});
});
