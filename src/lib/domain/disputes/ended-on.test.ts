import { expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { endedOn } from './ended-on';
import type { DisputeStatus } from './lifecycle';

/** One step a day from the first of March on. */
const after = (...statuses: DisputeStatus[]) =>
	endedOn(
		statuses.map((toStatus, place) => ({
			fromStatus: statuses[place - 1] ?? null,
			toStatus,
			at: new Date(0),
			on: localDate(`2026-03-0${place + 1}`)
		}))
	);

it.each<[string | null, ...DisputeStatus[]]>([
	[null],
	[null, 'submitted', 'in_progress'],
	['2026-03-02', 'submitted', 'withdrawn'],
	['2026-03-02', 'submitted', 'decided', 'implementing', 'resolved'],
	[null, 'submitted', 'decided', 'resolved', 'in_progress'],
	['2026-03-05', 'submitted', 'decided', 'resolved', 'in_progress', 'decided', 'resolved'],
	['2026-03-01', 'resolved']
])('%s is the day after which nothing was left to decide: %s %s %s', (day, ...statuses) => {
	expect(after(...statuses)).toBe(day);
});
