import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { usePatienceAsOutside } from '../../support/patience';
import { buildOrganisation, buildPayment } from '../../support/factories';
import { hold } from '../../support/hold';
import { debtor, deliveriesIn } from '../dunning/world';

useDatabase();
usePatienceAsOutside();

let first: SystemScope;
let behind: SystemScope;
let debtors: Awaited<ReturnType<typeof debtor>>[];

beforeEach(async () => {
	setClock(TEST_INSTANT);
	first = await buildOrganisation();
	debtors = [await debtor(first), await debtor(first), await debtor(first)];
	await runDunning(first);
	behind = await buildOrganisation();
	await debtor(behind);
	await runDunning(behind);
});

const statusesIn = async (inside: SystemScope) =>
	(await deliveriesIn(inside)).map(({ status }) => status).sort();

describe('the turn of an organisation is over', () => {
	test('also while it looks for the first mail that leaves', async () => {
		for (const { invoice } of debtors) await buildPayment(first, invoice);
		expect(await deliverDue(0)).toBe(1);
		expect(await statusesIn(first)).toEqual(['cancelled', 'planned', 'planned']);
		expect(await statusesIn(behind)).toEqual(['sent']);
		await deliverDue();
		expect(await statusesIn(first)).toEqual(['cancelled', 'cancelled', 'cancelled']);
	});

	test('after one mail that somebody holds, not after all of them', async () => {
		const letGo = await hold(first, sql`select 1 from invoice for update`);
		await deliverDue(500);
		await letGo();
		expect(await statusesIn(behind)).toEqual(['sent']);
		const looked = (await deliveriesIn(first)).filter(({ response }) => response !== null);
		expect(looked).toHaveLength(1);
	});
});
