import { expect, test } from 'vitest';
import { missingInDecision } from './missing-in-decision';

test.each([
	[{}, ['verdict', 'outcome', 'explanation']],
	[
		{ verdict: 'partly_valid', outcome: 'credit_partial', amount: 'douze' },
		['acceptedMinor', 'explanation']
	],
	[{ verdict: 'valid', outcome: 'credit_full', explanation: 'Prix convenu.' }, []]
])('of %j everything that is wrong is said at once', (words: Record<string, string>, fields) => {
	const found = missingInDecision(words, { currency: 'EUR', language: 'fr' });
	expect(found.map(({ field }) => field)).toEqual(fields);
});
