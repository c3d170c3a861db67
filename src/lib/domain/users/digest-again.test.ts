import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestAgainIn } from './digest-again';

test('a digest that fails is tried again the later the more often it failed', () => {
	expect([1, 2, 3, 4, 5].map(digestAgainIn)).toEqual([5, 15, 60, 240, 240]);
});

test('never before a while, never beyond the next morning', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 10_000 }), (failures) => {
			const wait = digestAgainIn(failures);
			expect(wait).toBeGreaterThanOrEqual(5);
			expect(wait).toBeLessThan(12 * 60);
			expect(digestAgainIn(failures + 1)).toBeGreaterThanOrEqual(wait);
		})
	);
});
