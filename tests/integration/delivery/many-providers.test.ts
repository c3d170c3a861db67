import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { setProvider } from '$lib/server/delivery/providers/set-provider';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { env } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { usePatienceAsOutside } from '../../support/patience';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation
} from '../../support/factories';
import { startProvider, type ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { deliveriesIn } from '../dunning/world';

useDatabase();
usePatienceAsOutside();

const PATIENT = { timeout: 20_000 };
let provider: ProviderServer;

beforeAll(async () => {
	provider = await startProvider();
});
beforeEach(() => {
	setClock(TEST_INSTANT);
	provider.mood = 'hang';
	provider.asked.length = 0;
});
afterAll(() => provider.close());

/** An organisation with a provider of its own, and one text that is due. */
async function texting(): Promise<SystemScope> {
	const inside = await buildOrganisation();
	const { url } = provider;
	await unitOfWork(inside, (unit) => setProvider(unit, { channel: 'sms', url, secret: null }));
	await followScenario(inside, { channel: 'sms' });
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { phone: '06 12 34 56 78' });
	await buildInvoice(inside, customer);
	await runDunning(inside);
	return inside;
}

const statusesOf = async (all: SystemScope[]) =>
	(await Promise.all(all.map(deliveriesIn))).flat().map(({ status }) => status);

const asked = (count: number) => expect.poll(() => provider.asked.length, PATIENT).toBe(count);

describe('many providers at the same time', () => {
	test('leave connections to people: a few are asked, the others have their turn after them', async () => {
		const all: SystemScope[] = [];
		for (let i = 0; i < 6; i++) all.push(await texting());
		const delivering = deliverDue();
		await expect.poll(() => provider.asked.length, PATIENT).toBeGreaterThanOrEqual(4);
		for (let look = 0; look < 20; look++) await statusesOf(all);
		expect(provider.asked).toHaveLength(4);
		provider.mood = 'accept';
		provider.answerAs('accept');
		expect(await delivering).toBe(6);
		expect(new Set(await statusesOf(all))).toEqual(new Set(['sent']));
	});
});

describe('an answer that cannot be written down at once', () => {
	test('is written down later: what was sent is known to be', { timeout: 40_000 }, async () => {
		const inside = await texting();
		const delivering = deliverDue();
		await asked(1);
		const pool = await holdPool(inside);
		provider.answerAs('accept');
		// Each is refused after the patience of the pool; the answer was refused before the second.
		for (let knock = 0; knock < 2; knock++)
			await expect(deliveriesIn(inside)).rejects.toThrow('unavailable');
		await pool.letGo();
		expect(await delivering).toBe(1);
		expect(await statusesOf([inside])).toEqual(['sent']);
	});
});

/** Every connection there is. */
async function holdPool(inside: SystemScope) {
	let letGo = () => {};
	const over = new Promise<void>((done) => (letGo = done));
	let held = 0;
	const all = env().DATABASE_CONNECTIONS;
	const holding = Array.from({ length: all }, () =>
		unitOfWork(inside, async () => {
			held++;
			await over;
		})
	);
	await expect.poll(() => held).toBe(all);
	return {
		letGo: async () => {
			letGo();
			await Promise.all(holding);
		}
	};
}
