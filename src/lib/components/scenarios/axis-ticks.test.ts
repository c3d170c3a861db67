import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisTicks } from './axis-ticks';

const label = (day: number) => (day === 0 ? 'Échéance' : `J${day < 0 ? '−' : '+'}${Math.abs(day)}`);

test('the usual scenario shows its due date and what has room beside it', () => {
	expect(axisTicks(-15, 75, label).map(({ day }) => day)).toEqual([-15, 0, 30, 45, 60]);
});

test('no two labels touch, none leaves the axis, and the due date is always there', () => {
	fc.assert(
		fc.property(fc.integer({ min: -60, max: 0 }), fc.integer({ min: 10, max: 365 }), (from, to) => {
			const ticks = axisTicks(from, to, label);
			expect(ticks.some(({ day }) => day === 0)).toBe(true);
			for (const [index, tick] of ticks.entries()) {
				const next = ticks[index + 1];
				const end = tick.at + tick.label.length * 3;
				if (next) expect(end).toBeLessThan(next.at);
				expect(end).toBeLessThanOrEqual(100);
			}
		})
	);
});
