import { expect, test } from 'vitest';
import { listenTo } from '$lib/server/db/listen';
import { env } from '$lib/server/env';
import { databaseLine } from '../../e2e/support/database-line';
import { asOwner, useDatabase } from '../../support/database';

useDatabase();

const PATIENT = { timeout: 15_000 };

test('a line that fell silent is noticed, opened anew, and what follows is heard', async () => {
	const line = await databaseLine(env().DATABASE_URL);
	const said: string[] = [];
	const listening = listenTo(
		'entendu_live',
		{
			heard: (payload) => said.push(payload),
			begun: () => said.push('begun'),
			lost: () => said.push('lost')
		},
		{ url: line.url, beatMs: 100, patienceMs: 1_000 }
	);
	await expect.poll(() => said, PATIENT).toEqual(['begun']);
	line.set('silent');
	await expect.poll(() => said, PATIENT).toContain('lost');
	line.set('open');
	await expect.poll(() => said.at(-1), PATIENT).toBe('begun');
	await asOwner(`select pg_notify('entendu_live', 'news')`);
	await expect.poll(() => said.at(-1), PATIENT).toBe('news');
	listening.close();
	await line.close();
});
