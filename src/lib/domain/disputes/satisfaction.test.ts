import { describe, expect, it } from 'vitest';
import { DISPUTE_STATUSES } from './lifecycle';
import { isAsked, isLow } from './satisfaction';

describe('the two questions', () => {
	it('are asked once we have answered, and never twice', () => {
		expect(DISPUTE_STATUSES.filter((status) => isAsked(status, false))).toEqual(['resolved']);
		expect(DISPUTE_STATUSES.filter((status) => isAsked(status, true))).toEqual([]);
	});

	it('are looked at when either answer is low', () => {
		expect(isLow({ solved: 2, ease: 5 })).toBe(true);
		expect(isLow({ solved: 5, ease: 1 })).toBe(true);
		expect(isLow({ solved: 3, ease: 3 })).toBe(false);
	});
});
