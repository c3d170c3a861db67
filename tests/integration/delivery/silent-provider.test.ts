import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { setProvider } from '$lib/server/delivery/providers/set-provider';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildUser
} from '../../support/factories';
import { startProvider, type ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { deliveriesIn } from '../dunning/world';

useDatabase();

let provider: ProviderServer;
let inside: SystemScope;
beforeAll(async () => {
	provider = await startProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
	setClock(TEST_INSTANT);
	inside = await texting(6);
	provider.mood = 'broken';
	provider.asked.length = 0;
});

const minutesLater = (minutes: number) =>
	setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

/** An organisation with so many texts that are due. */
async function texting(count: number): Promise<SystemScope> {
	const made = await buildOrganisation();
	await nameProvider(made);
	await followScenario(made, { channel: 'sms' });
	await plan(made, count);
	return made;
}

const nameProvider = (of: SystemScope) =>
	unitOfWork(of, (unit) => setProvider(unit, { channel: 'sms', url: provider.url, secret: null }));

async function plan(of: SystemScope, count: number): Promise<void> {
	for (let i = 0; i < count; i++) {
		const customer = await buildCustomer(of);
		await buildContact(of, customer, { phone: `06 12 34 56 ${10 + i}` });
		await buildInvoice(of, customer);
	}
	await runDunning(of);
}

/** Somebody looks every minute, and a message is put down every ten. */
async function brokenFor(minutes: number): Promise<void> {
	for (let minute = 1; minute <= minutes; minute++) {
		minutesLater(minute);
		if (minute % 10 === 0) await plan(inside, 1);
		await deliverDue();
	}
}

const withStatus = async (status: string) =>
	(await deliveriesIn(inside)).filter((row) => row.status === status);

describe('a provider that gives no clear answer all day', () => {
	test('is asked ever more rarely: a few messages are in doubt, not one a minute', async () => {
		await brokenFor(60);
		// In the minutes 1, 7, 14, 28 and 56: when as long again went by, and five minutes at least.
		expect(provider.asked).toHaveLength(5);
		expect(await withStatus('unknown')).toHaveLength(5);
		const waiting = await withStatus('planned');
		expect(waiting).toHaveLength(7);
		expect(new Set(waiting.map(({ response }) => response))).toEqual(new Set(['provider_silent']));
		provider.mood = 'accept';
		minutesLater(115);
		expect(await deliverDue()).toBe(7);
	});

	test('gets what waited at once when another one is named', async () => {
		await brokenFor(1);
		provider.mood = 'accept';
		minutesLater(2);
		expect(await deliverDue()).toBe(0);
		await nameProvider(inside);
		expect(await deliverDue()).toBe(5);
	});

	test('gets what waited at once when he takes a trial, and not when he does not', async () => {
		await brokenFor(1);
		const admin = await buildUser(inside, { role: 'admin' });
		const { providers } = callerFor(deskScopeOf(admin, inside)).desk;
		minutesLater(2);
		await providers.try({ channel: 'sms', phone: '06 12 34 56 78' });
		provider.mood = 'accept';
		expect(await deliverDue()).toBe(0);
		await providers.try({ channel: 'sms', phone: '06 12 34 56 78' });
		expect(await deliverDue()).toBe(5);
	});

	test('gets what waited when he takes one that somebody let leave again', async () => {
		await brokenFor(1);
		const collector = await buildUser(inside, { role: 'collector' });
		const [doubt] = await withStatus('unknown');
		provider.mood = 'accept';
		minutesLater(2);
		await callerFor(deskScopeOf(collector, inside)).desk.delivery.retry({ deliveryId: doubt!.id });
		expect(await deliverDue()).toBe(1);
		expect(await deliverDue()).toBe(5);
	});

	test('says nothing about that of another organisation', async () => {
		const other = await texting(2);
		await brokenFor(1);
		expect(provider.asked).toHaveLength(2);
		minutesLater(2);
		await nameProvider(other);
		provider.mood = 'accept';
		expect(await deliverDue()).toBe(1);
		expect(await withStatus('planned')).toHaveLength(5);
	});
});
