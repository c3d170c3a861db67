import { expect, test } from 'vitest';
import { fateOf } from './fate';

test.each([
	[['failed'], 'not_left'],
	[['cancelled'], 'not_left'],
	[['failed', 'planned'], 'leaving'],
	[['retry'], 'leaving'],
	[['failed', 'unknown'], 'unsure'],
	[['failed', 'sent'], 'left']
] as const)('messages that are %j: %s', (statuses, fate) => {
	expect(fateOf(statuses.map((status) => ({ status })))).toBe(fate);
});
