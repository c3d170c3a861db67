import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkingDay, localDateAt, minuteOfDayAt, weekday } from '$lib/domain/calendar';
import type { DunningFacts } from '$lib/domain/dunning/decision';
import { nextWindow } from './next-window';

const ZONES = ['Europe/Paris', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
const calendar = { weekdays: [1, 2, 3, 4, 5], closed: new Set(['2026-12-25', '2027-01-01']) };
const policy = {
	minContactDelayDays: 3,
	minimumMinor: 0n,
	currency: 'EUR',
	sendFromMinute: 480,
	sendUntilMinute: 1140,
	sendWeekdays: [1, 2, 4]
};

const windowFrom = (now: Date, timeZone: string, contacts: DunningFacts['contacts'] = []) =>
	nextWindow(
		{ now, today: localDateAt(now, timeZone), scope: { timeZone } as never },
		{ calendar, policy, contacts }
	);

test('over ten years, clock changes included, the next window lies ahead, on a sending day, when it opens', () => {
	const instants = fc.date({
		min: new Date('2026-01-01'),
		max: new Date('2036-01-01'),
		noInvalidDate: true
	});
	fc.assert(
		fc.property(instants, fc.constantFrom(...ZONES), (now, timeZone) => {
			const next = windowFrom(now, timeZone);
			const day = localDateAt(next, timeZone);
			expect(next.getTime()).toBeGreaterThan(now.getTime());
			expect(minuteOfDayAt(next, timeZone)).toBe(480);
			expect(isWorkingDay(day, calendar)).toBe(true);
			expect(policy.sendWeekdays).toContain(weekday(day));
		}),
		{ numRuns: 1000 }
	);
});

test('every sending day of ten years has exactly one window', () => {
	for (const timeZone of ZONES) {
		const days: string[] = [];
		let at = new Date('2026-01-01T00:00:00Z');
		while (at < new Date('2036-01-01T00:00:00Z')) {
			at = windowFrom(at, timeZone);
			days.push(localDateAt(at, timeZone));
		}
		expect(new Set(days).size).toBe(days.length);
		expect(days).toEqual([...days].sort());
		// Three sending days a week for ten years, less the two closures that fall on one.
		expect(days.length).toBeGreaterThan(3 * 520);
	}
});

test('a contact further west is waited for, the same day when it is still to come', () => {
	const inNewYork = (now: Date) => ({
		contactId: 'joe',
		role: 'billing' as const,
		email: 'joe@gantier.test',
		bounced: false,
		minuteOfDay: minuteOfDayAt(now, 'America/New_York')
	});
	const morning = new Date('2026-03-03T08:00:00Z');
	const next = windowFrom(morning, 'Europe/Paris', [inNewYork(morning)]);
	expect(next.toISOString()).toBe('2026-03-03T13:00:00.000Z');
	const evening = new Date('2026-03-03T18:30:00Z');
	const later = windowFrom(evening, 'Europe/Paris', [inNewYork(evening)]);
	expect(later.toISOString()).toBe('2026-03-05T13:00:00.000Z');
});
