import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { startFaultySmtp, type FaultySmtp } from '../../support/faulty-smtp';
import { buildContact, buildCustomer, buildInvoice } from '../../support/factories';
import { startProvider, type ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf, deliveryWith, putReceived } from './outbox-world';

useDatabase();

const PATIENT = { timeout: 20_000 };

let ours: Company;
let other: Company;
let silent: ProviderServer;
let theirs: ProviderServer;
let smtp: FaultySmtp;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	[silent, theirs, smtp] = [await startProvider(), await startProvider(), await startFaultySmtp()];
	process.env.SMTP_URL = `${smtp.url}?socketTimeout=700`;
	forgetEnv();
	await textsGoTo(silent, ours);
	await textsGoTo(theirs, other);
});
beforeEach(() => {
	setClock(TEST_INSTANT);
	[silent.mood, theirs.mood, smtp.fault] = ['accept', 'accept', null];
});
afterAll(() => Promise.all([silent.close(), theirs.close(), smtp.close()]));

async function textsGoTo({ url }: ProviderServer, { desk, inside }: Company): Promise<void> {
	await callerFor(desk.admin).desk.providers.set({ channel: 'sms', url });
	await followScenario(inside, { channel: 'sms' });
}

/** So many people to whom a text is due. */
async function texted({ desk, inside }: Company, count: number): Promise<void> {
	for (let i = 0; i < count; i++) {
		const customer = await buildCustomer(inside);
		await buildContact(inside, customer, { phone: `06 12 34 56 ${10 + i}` });
		await buildInvoice(inside, customer);
	}
	await callerFor(desk.collector).desk.dunning.runNow();
}

const minutesLater = (minutes: number) =>
	setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

const textsOf = async (company: Company) =>
	(await deliveriesOf(company))
		.filter(({ channel, toPhone }) => channel === 'sms' && toPhone !== '')
		.map(({ status }) => status)
		.sort();

describe('a server that keeps us waiting', () => {
	test('of one organisation holds up neither the texts of another nor anybody’s mails', async () => {
		silent.mood = 'hang';
		await texted(ours, 2);
		await texted(other, 1);
		await putReceived(ours, 'mail:ours');
		await putReceived(other, 'mail:other');
		const delivering = deliverDue();
		await expect.poll(() => textsOf(other), PATIENT).toEqual(['sent']);
		await expect.poll(() => smtp.accepted.length, PATIENT).toBe(2);
		await expect.poll(() => silent.asked.length, PATIENT).toBe(1);
		expect(await textsOf(ours)).toEqual(['claimed', 'planned']);
		silent.hangUp();
		silent.mood = 'accept';
		expect(await delivering).toBe(3);
		expect(await textsOf(ours)).toEqual(['planned', 'unknown']);
		minutesLater(6);
		expect(await deliverDue()).toBe(1);
		expect(await textsOf(ours)).toEqual(['sent', 'unknown']);
	});

	test.each(['drop', 'broken'] as const)(
		'costs its own organisation one message a turn (%s)',
		async (mood) => {
			silent.mood = mood;
			silent.asked.length = 0;
			await texted(ours, 3);
			const waiting = async () =>
				(await textsOf(ours)).filter((status) => status === 'planned').length;
			expect(await waiting()).toBe(3);
			await deliverDue();
			expect(silent.asked).toHaveLength(1);
			expect(await waiting()).toBe(2);
			silent.mood = 'accept';
			minutesLater(6);
			await deliverDue();
			expect(await waiting()).toBe(0);
		}
	);

	test('for mails, which is everybody’s, passes the turn to the next organisation', async () => {
		smtp.fault = { at: 'dot', how: 'silence' };
		smtp.onStage = (stage) => {
			if (stage !== 'dot') return;
			smtp.onStage = (next) => {
				if (next === 'connect') smtp.fault = null;
			};
		};
		for (const key of ['slow:1', 'slow:2', 'slow:3']) await putReceived(ours, key);
		await putReceived(other, 'behind');
		expect(await deliverDue(500)).toBe(1);
		expect(await deliveryWith(other, 'behind')).toMatchObject({ status: 'sent' });
		expect(await deliveryWith(ours, 'slow:1')).toMatchObject({ status: 'unknown' });
		expect(await deliveryWith(ours, 'slow:2')).toMatchObject({ status: 'planned', attempts: 0 });
		expect(await deliverDue()).toBe(2);
	});
});
