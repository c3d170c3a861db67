import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldByWorkers } from '$lib/server/connections';
import { unitOfWork } from '$lib/server/db/client';
import { forgetEnv } from '$lib/server/env';
import { useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

const LANES = 10;
let ours: Company;
beforeAll(async () => {
	process.env.SMTP_CONNECTIONS = String(LANES);
	forgetEnv();
	({ ours } = await buildWorld());
});
afterAll(() => {
	delete process.env.SMTP_CONNECTIONS;
	forgetEnv();
});

/** Each holds its connection until the others do, and until it is let go. */
function holdConnections(count: number) {
	let letGo = () => {};
	let arrive = () => {};
	let missing = count;
	const free = new Promise<void>((done) => (letGo = done));
	const allHeld = new Promise<void>((done) => (arrive = done));
	const units = Array.from({ length: count }, () =>
		unitOfWork(ours.inside, async () => {
			if (--missing === 0) arrive();
			await free;
		})
	);
	return { allHeld, letGo: () => (letGo(), Promise.all(units)) };
}

test('people find connections while everything that works by itself holds its own', async () => {
	const workers = holdConnections(heldByWorkers(LANES));
	await workers.allHeld;
	const desk = callerFor(ours.desk.collector).desk;
	const page = await Promise.all([
		desk.dunning.runs({ limit: 5 }),
		desk.review.queue({ page: 1 }),
		desk.calls.waiting(),
		desk.delivery.summary(),
		desk.dunning.alerts(),
		desk.letters.late()
	]);
	expect(page).toHaveLength(6);
	await workers.letGo();
});
