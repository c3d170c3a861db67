import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everMeet } from './sending-hours';

const DAY = 1440;
const hours = fc
	.tuple(fc.integer({ min: 0, max: DAY - 1 }), fc.integer({ min: 1, max: DAY }))
	.filter(([from, until]) => from < until)
	.map(([fromMinute, untilMinute]) => ({ fromMinute, untilMinute }));

describe('the hours of two clocks', () => {
	it('meet when they are the same, and do not when one begins as the other ends', () => {
		const office = { fromMinute: 480, untilMinute: 1080 };
		expect(everMeet(office, 0)).toBe(true);
		expect(everMeet(office, 599)).toBe(true);
		expect(everMeet(office, 600)).toBe(false);
		expect(everMeet(office, -600)).toBe(false);
		expect(everMeet(office, 720)).toBe(false);
	});

	it('meet exactly when some minute is inside for both', () => {
		fc.assert(
			fc.property(hours, fc.integer({ min: -DAY, max: DAY }), (window, ahead) => {
				const isInside = (minute: number) =>
					window.fromMinute <= minute && minute < window.untilMinute;
				const minutes = Array.from({ length: DAY }, (_, minute) => minute);
				const meet = minutes.some(
					(minute) => isInside(minute) && isInside((minute + ahead + 2 * DAY) % DAY)
				);
				expect(everMeet(window, ahead)).toBe(meet);
			}),
			{ numRuns: 60 }
		);
	});
});
