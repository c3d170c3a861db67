import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSign, KEPT, LEAST_HEIGHT, SHOWN, shownSize } from './logo';

test('a wide logo fills the width of its place, a sign its height', () => {
	expect(shownSize({ width: 480, height: 96 })).toEqual({ width: 160, height: 32 });
	expect(shownSize({ width: 160, height: 160 })).toEqual({ width: 40, height: 40 });
	expect(shownSize({ width: 60, height: 24 })).toEqual({ width: 60, height: 24 });
});

test('the name is written beside a sign, not beside words', () => {
	expect(isSign({ width: 160, height: 160 })).toBe(true);
	expect(isSign({ width: 400, height: 100 })).toBe(false);
});

test('whatever is kept fits its place and keeps its shape', () => {
	const sizes = fc.record({
		width: fc.integer({ min: LEAST_HEIGHT, max: KEPT.width }),
		height: fc.integer({ min: LEAST_HEIGHT, max: KEPT.height })
	});
	fc.assert(
		fc.property(sizes, (kept) => {
			const shown = shownSize(kept);
			expect(shown.width).toBeLessThanOrEqual(SHOWN.width);
			expect(shown.height).toBeLessThanOrEqual(SHOWN.height);
			// Rounded to whole pixels: off by one pixel at most.
			expect(Math.abs(shown.width * kept.height - shown.height * kept.width)).toBeLessThanOrEqual(
				Math.max(kept.width, kept.height)
			);
		})
	);
});
