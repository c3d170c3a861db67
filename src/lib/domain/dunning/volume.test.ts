import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAbnormal, VOLUME_FACTOR, VOLUME_FLOOR, volumeLimit } from './volume';

const count = fc.nat({ max: 1_000_000 });

test('a small organisation is not stopped for seven messages instead of two', () => {
	expect(isAbnormal(7, 2)).toBe(false);
});

test('the first day of a large ledger is looked at by somebody', () => {
	expect(isAbnormal(5_000, 0)).toBe(true);
});

test('three times the largest day still leaves, one more does not', () => {
	expect(volumeLimit(400)).toBe(1200);
	expect(isAbnormal(1200, 400)).toBe(false);
	expect(isAbnormal(1201, 400)).toBe(true);
});

test('what is normal stays so with fewer messages, or after larger days', () => {
	fc.assert(
		fc.property(count, count, count, (mails, largest, more) => {
			if (isAbnormal(mails, largest)) return;
			expect(isAbnormal(Math.max(0, mails - more), largest)).toBe(false);
			expect(isAbnormal(mails, largest + more)).toBe(false);
		})
	);
});

test('nothing is abnormal below the floor or within three times the largest day', () => {
	fc.assert(
		fc.property(count, count, (mails, largest) => {
			expect(isAbnormal(mails, largest)).toBe(
				mails > VOLUME_FLOOR && mails > VOLUME_FACTOR * largest
			);
		})
	);
});
