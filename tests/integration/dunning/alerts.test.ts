import { beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { followScenario } from '../../support/scenario';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { debtor, deliveriesIn, noticesIn, organisationWithDebtor } from './world';

useDatabase();

beforeAll(() => setClock(TEST_INSTANT));

test('a customer whose mail came back and who could not be written to since is one, beyond the ten shown too', async () => {
	await organisationWithDebtor();
	const inside = await buildOrganisation();
	const { desk } = callerFor(deskScopeOf(await buildUser(inside), inside));
	await followScenario(inside, { channel: 'email' });
	for (let i = 0; i < 12; i++) await debtor(inside);
	await desk.dunning.runNow();
	await deliverDue();
	for (const { id } of await deliveriesIn(inside))
		await desk.delivery.cameBack({ deliveryId: id, reason: 'inconnu' });
	expect((await desk.dunning.alerts()).count).toBe(12);
	setClock(new Date('2026-03-13T09:00:00Z'));
	await desk.dunning.runNow();
	const { count, customers } = await desk.dunning.alerts();
	expect({ count, reasons: new Set(customers.map(({ reason }) => reason)) }).toEqual({
		count: 12,
		reasons: new Set(['contact_bounced'])
	});
});

test('a customer called in vain whose message came back too is one, and both are named', async () => {
	setClock(TEST_INSTANT);
	const { inside, customer } = await organisationWithDebtor();
	const { desk } = callerFor(deskScopeOf(await buildUser(inside), inside));
	await followScenario(inside, { channel: 'email' });
	await desk.dunning.runNow();
	await deliverDue();
	const [mail] = await deliveriesIn(inside);
	await desk.delivery.cameBack({ deliveryId: mail!.id, reason: 'inconnu' });
	setClock(new Date('2026-03-13T09:00:00Z'));
	await asOwner(`update contact set phone = '+33 4 72 00 00 00' where customer_id = $1`, [
		customer.id
	]);
	await asOwner(
		`update notice set channel = 'call', status = 'to_confirm' where customer_id = $1`,
		[customer.id]
	);
	const [notice] = await noticesIn(inside, customer.id);
	await desk.calls.record({ noticeId: notice!.id, outcome: 'wrong_number', note: '' });
	expect(await desk.dunning.alerts()).toEqual({
		count: 1,
		customers: [
			{
				code: customer.code,
				name: customer.name,
				reason: 'wrong_number',
				also: [{ reason: 'came_back' }]
			}
		]
	});
});
