import { expect, test } from 'vitest';
import { waitsForDigest } from './alerts';

test('only who chose the digest waits for it, and not with what stands still until he acts', () => {
	expect(waitsForDigest('daily', 'mentioned')).toBe(true);
	expect(waitsForDigest('at_once', 'mentioned')).toBe(false);
	for (const event of ['approval_question', 'resolver_away', 'proposal_undone', 'credit_failed'])
		expect(waitsForDigest('daily', event)).toBe(false);
});
