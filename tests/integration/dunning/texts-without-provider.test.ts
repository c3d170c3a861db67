import { afterAll, beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildCustomer, buildInvoice } from '../../support/factories';
import { startProvider, type ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { useProvider } from '../delivery/text-world';
import { noticesIn } from './world';

useDatabase();

let ours: Company;
let other: Company;
let provider: ProviderServer;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
	provider = await startProvider();
});
afterAll(() => provider.close());

/** Owes, has a mobile number, and today’s step is a text. */
async function toText({ inside }: Company) {
	await followScenario(inside, { channel: 'sms' });
	const customer = await buildCustomer(inside);
	await buildContact(inside, customer, { phone: '06 12 34 56 78' });
	await buildInvoice(inside, customer);
	return customer;
}

test('the plan says beforehand that texts go to nobody; its notice says why, and it leaves once somebody sends them', async () => {
	const { desk } = callerFor(ours.desk.collector);
	const customer = await toText(ours);
	await toText(other);
	await useProvider(provider, other);
	const { textsWithoutProvider } = await desk.dunning.plan({});
	expect(textsWithoutProvider).toBeGreaterThan(0);
	expect((await callerFor(other.desk.collector).desk.dunning.plan({})).textsWithoutProvider).toBe(
		0
	);
	await desk.dunning.runNow();
	await deliverDue();
	const [notice] = await noticesIn(ours.inside, customer.id);
	expect(notice!.status).toBe('failed');
	const messages = () => desk.delivery.ofNotice({ noticeId: notice!.id });
	const [failed] = await messages();
	expect(failed).toMatchObject({ status: 'failed', response: 'provider_missing' });
	await useProvider(provider, ours);
	expect((await desk.dunning.plan({})).textsWithoutProvider).toBe(0);
	await desk.delivery.retry({ deliveryId: failed!.id });
	await deliverDue();
	expect(await messages()).toMatchObject([{ status: 'sent' }]);
	expect((await noticesIn(ours.inside, customer.id))[0]!.status).toBe('sent');
	// A text is a message, and nothing for anybody's hand.
	const [run] = await desk.dunning.runs();
	expect(run!.notices).toMatchObject({ sent: 1, tasks: 0 });
});
