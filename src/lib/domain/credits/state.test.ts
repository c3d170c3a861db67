import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CREDIT_STATES, creditRefusal, creditStateOf, firstState, type CreditFacts } from './state';

const at = new Date('2026-03-03T09:00:00Z');
const NEW: CreditFacts = { batchId: null, failedAt: null, postedAt: null, withdrawnAt: null };

test.each([
	[{}, 'to_export'],
	[{ batchId: 'b' }, 'exported'],
	[{ batchId: 'b', failedAt: at }, 'failed'],
	[{ batchId: 'b', postedAt: at }, 'posted'],
	[{ postedAt: at }, 'posted'],
	[{ batchId: 'b', failedAt: at, postedAt: at }, 'posted'],
	[{ batchId: 'b', withdrawnAt: at }, 'withdrawn']
] as const)('%j is %s', (facts, state) => {
	expect(creditStateOf({ ...NEW, ...facts })).toBe(state);
});

test('a failed one is corrected before it is exported again', () => {
	expect(creditRefusal('failed', 'export')).toBe('credit_not_now');
	expect(creditRefusal('failed', 'correct')).toBeNull();
	expect(creditRefusal('exported', 'correct')).toBe('credit_not_now');
	expect(creditRefusal('to_export', 'fail')).toBe('credit_not_now');
});

test('nothing is done to what is posted or withdrawn', () => {
	fc.assert(
		fc.property(fc.constantFrom('export', 'fail', 'correct', 'post' as const), (act) => {
			expect(creditRefusal('posted', act)).toBe('credit_posted');
			expect(creditRefusal('withdrawn', act)).toBe('credit_withdrawn');
		})
	);
});

test('every state that is not over lets somebody go on', () => {
	for (const state of CREDIT_STATES.filter((one) => !['posted', 'withdrawn'].includes(one)))
		expect(creditRefusal(state, 'post')).toBeNull();
});

test.each([
	[[], 'to_export'],
	[['posted'], 'posted'],
	[['failed', 'exported', 'posted'], 'failed'],
	[['withdrawn', 'exported'], 'exported'],
	[['to_export', 'failed'], 'to_export']
] as const)('begins with what has something: %o', (full, first) => {
	const counts = CREDIT_STATES.map((state) => ({
		...{ state, count: (full as readonly string[]).includes(state) ? 2 : 0 }
	}));
	expect(firstState(counts)).toBe(first);
});
