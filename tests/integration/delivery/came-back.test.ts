import { beforeAll, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { historyOf } from '$lib/server/dunning/history';
import { historyAsOf } from '$lib/server/dunning/past-history';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { day, debtor, deliveriesIn } from '../dunning/world';
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

describe('a text message that came back', () => {
	test('is no earlier contact: no formal letter follows it, and no address is blamed', async () => {
		setClock(TEST_INSTANT);
		const { customer } = await debtor(ours.inside);
		await desk().dunning.runNow();
		await deliverDue();
		const text = (await deliveriesIn(ours.inside)).find((row) => row.customerId === customer.id)!;
		await asOwner("update notice set channel = 'sms' where id = $1", [text.noticeId]);
		await asOwner("update delivery set channel = 'sms' where id = $1", [text.id]);
		const counts = async (hours: number) => {
			const look = { at: hoursLater(hours), day: day('2026-03-03') };
			const past = await unitOfWork(ours.inside, (unit) => historyAsOf(unit, [customer.id], look));
			return past.map((one) => one.counts);
		};

		setClock(hoursLater(2));
		const told = { deliveryId: text.id, reason: 'numéro inconnu' };
		expect(await desk().delivery.cameBack(told)).toEqual({ way: 'sms' });
		const now = await unitOfWork(ours.inside, (unit) => historyOf(unit, customer.id));
		expect(now).toMatchObject([{ status: 'sent', counts: false }]);
		expect([await counts(1), await counts(3)]).toEqual([[true], [false]]);
		const page = await desk().customers.page({ code: customer.code });
		expect(page.contacts[0]?.bouncedAt).toBeNull();

		setClock(new Date('2026-03-25T09:00:00Z'));
		const { decision } = await desk().dunning.whyCustomer({ customerId: customer.id });
		expect(decision.outcome).toBe('nothing');
		expect(decision.reasons.map(({ code }) => code)).toContain('prior_step_required');
		setClock(TEST_INSTANT);
	});
});

const hoursLater = (hours: number) => new Date(TEST_INSTANT.getTime() + hours * 3_600_000);
