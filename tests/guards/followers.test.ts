import { expect, test } from 'vitest';
import { sourcesUnder, textOf } from './source';

/**
 * A step the customer can see is told to everybody who follows the case because one file moves cases and
 * tells in the same breath; tests/integration/disputes/followers.test.ts walks through every transition.
 */
test('only move-case.ts takes the step of a case: a step taken elsewhere would be told to nobody', () => {
	const takers = sourcesUnder('src/lib/server')
		.filter((file) => !file.endsWith('disputes/transition-dispute.ts'))
		.filter((file) => /\btransitionDispute\b/.test(textOf(file).replace(/\/\*[^]*?\*\//g, '')));
	expect(takers.map((file) => file.split('/').at(-1))).toEqual(['move-case.ts']);
});
