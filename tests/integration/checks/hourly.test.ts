import { expect, test } from 'vitest';
import { hourly } from '$lib/server/jobs/hourly';
import { useDatabase } from '../../support/database';

// What fails is written down, and the log knows the settings.
useDatabase();

test('what fails of an hour does not keep the rest from being done', async () => {
	const done: string[] = [];
	await hourly({
		now: () => {
			throw new Error('at once');
		},
		later: () => Promise.reject(new Error('later')),
		rest: () => void done.push('rest')
	});
	expect(done).toEqual(['rest']);
});
