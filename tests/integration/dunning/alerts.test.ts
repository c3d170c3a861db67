import { beforeAll, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPayment,
	buildUser
} from '../../support/factories';
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

describe('an alert lasts until its cause is mended', () => {
	const MORNING = new Date('2026-03-13T05:30:00Z');

	async function withoutContact() {
		setClock(TEST_INSTANT);
		const inside = await buildOrganisation();
		const { desk } = callerFor(deskScopeOf(await buildUser(inside), inside));
		await followScenario(inside, { channel: 'email' });
		const customer = await buildCustomer(inside);
		const invoice = await buildInvoice(inside, customer);
		await desk.dunning.runNow();
		return { inside, desk, customer, invoice };
	}

	test('before the run of the next day, and until there is a contact', async () => {
		const { desk, customer } = await withoutContact();
		const alert = { count: 1, customers: [{ code: customer.code, reason: 'no_contact' }] };
		expect(await desk.dunning.alerts()).toMatchObject(alert);
		setClock(MORNING);
		expect(await desk.dunning.alerts()).toMatchObject(alert);
		await desk.customers.addContact({
			...{ customerId: customer.id, name: 'Ana Petit', email: 'ana@petit.test' },
			...{ role: 'collections', language: 'fr' }
		});
		expect((await desk.dunning.alerts()).count).toBe(0);
	});

	test('whoever paid in the night is none, nor anybody of another company', async () => {
		const { desk, inside, invoice } = await withoutContact();
		const other = await buildOrganisation();
		const theirs = callerFor(deskScopeOf(await buildUser(other), other)).desk;
		setClock(MORNING);
		expect((await desk.dunning.alerts()).count).toBe(1);
		expect((await theirs.dunning.alerts()).count).toBe(0);
		await buildPayment(inside, invoice);
		expect((await desk.dunning.alerts()).count).toBe(0);
	});

	test('a wrong number outlives its call, whatever became of it, until the number is another one', async () => {
		setClock(TEST_INSTANT);
		const { inside, customer, contact } = await organisationWithDebtor();
		await asOwner(`update contact set phone = '+33 4 72 00 00 00' where id = $1`, [contact.id]);
		const { desk } = callerFor(deskScopeOf(await buildUser(inside), inside));
		await followScenario(inside, { channel: 'call', automatic: false });
		await desk.dunning.runNow();
		const [notice] = await noticesIn(inside, customer.id);
		await desk.calls.record({ noticeId: notice!.id, outcome: 'wrong_number', note: '' });
		await asOwner(`update notice set status = 'cancelled' where id = $1`, [notice!.id]);
		setClock(MORNING);
		const alert = { count: 1, customers: [{ code: customer.code, reason: 'wrong_number' }] };
		expect(await desk.dunning.alerts()).toMatchObject(alert);
		const { name, email, role, language, timeZone } = contact;
		await desk.customers.editContact({
			...{ contactId: contact.id, name, email, role, language },
			...{ timeZone, phone: '+33 4 72 11 11 11' }
		});
		expect((await desk.dunning.alerts()).count).toBe(0);
	});
});
