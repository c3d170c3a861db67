import { beforeAll, describe, expect, test } from 'vitest';
import { deliverDue } from '$lib/server/delivery/deliver';
import { useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesIn } from '../dunning/world';
import '$lib/server/jobs/notice-hooks';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const desk = (company: Company = ours) => callerFor(company.desk.collector).desk;

describe('a mail that came back', () => {
	test('is told apart from what was sent, and its contact is no longer written to', async () => {
		await desk().dunning.runNow();
		await deliverDue();
		const { customer, contact } = ours.account;
		const mail = (await deliveriesIn(ours.inside)).find((row) => row.customerId === customer.id)!;
		expect(mail.status).toBe('sent');
		const [run] = await desk().dunning.runs();
		const runMails = { runId: run!.runId };
		expect((await desk().runs.watch(runMails)).mails).toEqual({ sent: 2 });

		await expect(
			desk(other).delivery.cameBack({ deliveryId: mail.id, reason: 'inconnu' })
		).rejects.toThrow('not_found');
		await desk().delivery.cameBack({ deliveryId: mail.id, reason: 'adresse inconnue' });
		await expect(
			desk().delivery.cameBack({ deliveryId: mail.id, reason: 'encore' })
		).rejects.toThrow('conflict');

		expect((await desk().runs.watch(runMails)).mails).toEqual({ sent: 1, bounced: 1 });
		expect((await desk().runs.mails({ ...runMails, status: 'bounced' })).rows).toMatchObject([
			{ code: customer.code, status: 'bounced' }
		]);
		expect((await desk().delivery.list({ cameBack: true })).deliveries).toMatchObject([
			{ id: mail.id, cameBack: true }
		]);
		const sent = await desk().delivery.list({ status: ['sent'], cameBack: false });
		expect(sent.deliveries.map(({ id }) => id)).not.toContain(mail.id);
		const noticeId = mail.noticeId!;
		const returned = { detail: 'adresse inconnue' };
		expect(await desk().dunning.notice({ noticeId })).toMatchObject({ status: 'sent', returned });
		expect((await desk().dunning.ofCustomer({ customerId: customer.id })).rows).toMatchObject([
			{ noticeId, returned }
		]);
		expect((await desk().dunning.saidMail({ noticeId })).mail!.reports).toMatchObject([
			{ kind: 'bounced', ...returned }
		]);
		const arrived = (await deliveriesIn(ours.inside)).find((row) => row.id !== mail.id)!;
		const { customerId } = arrived as { customerId: string };
		expect((await desk().dunning.ofCustomer({ customerId })).rows).toMatchObject([
			{ status: 'sent', returned: null }
		]);
		const page = await desk().customers.page({ code: customer.code });
		expect(page.contacts.find(({ id }) => id === contact.id)?.bouncedAt).not.toBeNull();
		expect((await desk().dunning.alerts()).customers).toContainEqual({
			code: customer.code,
			name: customer.name,
			reason: 'came_back'
		});
		expect((await desk(other).dunning.alerts()).customers).toEqual([]);
		await desk().customers.clearBounce({ contactId: contact.id });
		expect((await desk().dunning.alerts()).customers).toEqual([]);
	});
});
