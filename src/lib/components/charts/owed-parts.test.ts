import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGING_BUCKETS } from '$lib/domain/receivables/aging';
import { drawnParts, type OwedFigures } from './owed-parts';

const none = { not_due: 0n, days_1_30: 0n, days_31_60: 0n, days_61_90: 0n, over_90: 0n };

test('what is contested is drawn last, beside the ages', () => {
	const parts = drawnParts({
		openMinor: 400n,
		disputedMinor: 100n,
		ages: { ...none, not_due: 200n, over_90: 100n }
	});
	expect(parts.map(({ part, x, width }) => [part, x, width])).toEqual([
		['not_due', 0, 50],
		['over_90', 50, 25],
		['disputed', 75, 25]
	]);
});

test('nothing owed draws nothing', () => {
	expect(drawnParts({ openMinor: 0n, disputedMinor: 0n, ages: none })).toEqual([]);
});

const figures = fc
	.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 6, maxLength: 6 })
	.map((minors): OwedFigures => {
		const [disputedMinor = 0n, ...rest] = minors;
		const ages = Object.fromEntries(AGING_BUCKETS.map((age, at) => [age, rest[at]!]));
		return {
			disputedMinor,
			ages: ages as OwedFigures['ages'],
			openMinor: minors.reduce((sum, minor) => sum + minor, 0n)
		};
	});

test('parts follow each other without gaps and fill the bar', () => {
	fc.assert(
		fc.property(figures, (owed) => {
			const parts = drawnParts(owed);
			const last = parts.at(-1);
			expect(parts.reduce((sum, { minor }) => sum + minor, 0n)).toBe(owed.openMinor);
			for (const [at, { x }] of parts.entries())
				expect(x).toBeCloseTo(at ? parts[at - 1]!.x + parts[at - 1]!.width : 0, 6);
			if (last) expect(last.x + last.width).toBeCloseTo(100, 6);
		})
	);
});
