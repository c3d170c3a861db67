import type { RequestEvent } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { signatureOf } from '$lib/server/delivery/signature';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { confirmNotice } from '$lib/server/dunning/confirm-notice';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { actions } from '../../../src/routes/(desk)/settings/channels/+page.server';
import StopUsing from '../../../src/routes/(desk)/settings/channels/StopUsing.svelte';
import ProviderForm from '../../../src/routes/(desk)/settings/channels/ProviderForm.svelte';
import TrialForm from '../../../src/routes/(desk)/settings/channels/TrialForm.svelte';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPayment
} from '../../support/factories';
import { doorIn, startProvider, told, type ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { callerFor, portalScopeOf } from '../../support/scopes';
import type { Company } from '../../support/world';
import { day, deliveriesIn, noticesIn } from '../dunning/world';
import { SECRET, textedBy, useProvider, useProviderServer } from './text-world';

useDatabase();

let ours: Company;
let other: Company;
let provider: ProviderServer;

useProviderServer(
	(made) => ({ ours, other, provider } = made),
	() => provider
);

const admin = (company: Company) => callerFor(company.desk.admin).desk;
const use = (channel: 'sms' | 'letter', company = ours) => useProvider(provider, company, channel);
const minutesLater = (minutes: number) =>
	setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

const texted = ({ phone, company = ours }: { phone?: string; company?: Company } = {}) =>
	textedBy(provider, company, phone);

describe('a text message', () => {
	test('leaves once, signed, with the sum and a link that opens', async () => {
		const { row, status, asked, customer } = await texted();
		await Promise.all([deliverDue(), deliverDue()]);
		const [request, ...more] = await asked();
		expect(more).toEqual([]);
		const { headers, raw, body } = request!;
		expect(body).toMatchObject({ channel: 'sms', to: '+33612345678' });
		expect(body.text).toMatch(/^Menuiserie Dupont : la facture F-\d+, 1 000,00 €, est échue\./);
		expect(headers['idempotency-key']).toBe(body.id);
		expect(headers['entendu-signature']).toBe(
			signatureOf(SECRET, String(headers['entendu-timestamp']), raw)
		);
		const scope = await portalScopeOf(/\/p\/[\w-]{43}/.exec(body.text!)![0]);
		expect(scope.customerId).toBe(customer.id);
		expect(await status()).toBe('sent');
		expect(await row()).toMatchObject({
			status: 'sent',
			toEmail: '',
			toPhone: '+33612345678',
			response: expect.stringMatching(/^provider-/)
		});
		expect((await row()).text).toContain('https://link.invalid/');
	});

	test('is tried again under the same key when the provider is busy', async () => {
		const { row, asked } = await texted();
		provider.mood = 'busy';
		await deliverDue();
		minutesLater(6);
		provider.mood = 'accept';
		await deliverDue();
		const requests = await asked();
		expect(requests).toHaveLength(2);
		expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
		expect(await row()).toMatchObject({ status: 'sent', attempts: 2 });
	});

	test('silent after the body left it may have arrived: a dispute that comes and goes does not make it leave again', async () => {
		const { invoice, row, status, asked } = await texted();
		provider.mood = 'drop';
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'unknown' });
		provider.mood = 'accept';
		const dispute = await buildDispute(ours.inside, invoice);
		await runDunning(ours.inside);
		await asOwner("update dispute set status = 'withdrawn' where id = $1", [dispute.id]);
		minutesLater(60);
		await runDunning(ours.inside);
		await deliverDue();
		expect(await asked()).toHaveLength(1);
		expect(await status()).toBe('unknown');
	});

	test('a provider that refuses us, not the message, is waited for', async () => {
		const { row, status } = await texted();
		provider.mood = 'redirect';
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'retry', attempts: 0 });
		expect(await status()).toBe('planned');
	});

	test('fails for good when the provider refuses the message', async () => {
		const { row, status, asked } = await texted();
		provider.mood = 'reject';
		await deliverDue();
		minutesLater(10_000);
		await deliverDue();
		expect(await asked()).toHaveLength(1);
		expect(await row()).toMatchObject({
			status: 'failed',
			response: expect.stringMatching(/^HTTP 422/)
		});
		expect(await status()).toBe('failed');
	});

	test('an answer without end is not read to its end', async () => {
		const { row } = await texted();
		provider.mood = 'flood';
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'unknown', response: 'answer_too_large' });
	});

	test('waits while nobody answers, and mails do not wait with it', async () => {
		const { row } = await texted();
		const port = Number(new URL(provider.url).port);
		await provider.close();
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'retry', attempts: 0 });
		provider = await startProvider(port);
		minutesLater(6);
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'sent', attempts: 1 });
	});

	test('a payment that came before it leaves wins', async () => {
		const { invoice, status, asked } = await texted();
		await buildPayment(ours.inside, invoice);
		await deliverDue();
		expect(await asked()).toEqual([]);
		expect(await status()).toBe('cancelled');
	});

	test('to a number that was corrected meanwhile does not leave', async () => {
		const { contact, status, asked } = await texted();
		await asOwner(`update contact set phone = '06 99 88 77 66' where id = $1`, [contact.id]);
		await deliverDue();
		expect(await asked()).toEqual([]);
		expect(await status()).toBe('cancelled');
	});

	test('to nobody with a number for it is a reason and a task', async () => {
		const { notice, customer } = await texted({ phone: '04 72 00 00 00' });
		expect(notice).toBeUndefined();
		const { desk } = callerFor(ours.desk.collector);
		const why = await desk.dunning.whyCustomer({ customerId: customer.id });
		expect(why.decision.reasons).toContainEqual({ code: 'no_contact', lacks: 'phone' });
		expect((await desk.dunning.alerts()).customers).toContainEqual(
			expect.objectContaining({ code: customer.code, reason: 'no_phone' })
		);
	});

	test('fails, and says why, when the provider was taken away', async () => {
		const { row } = await texted();
		const seen = (await admin(ours).scenarios.providerUsage()).map((use) => use.scenarioId);
		for (const { id } of await admin(ours).providers.list())
			await admin(ours).providers.disable({ providerId: id, seen });
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'failed', response: 'provider_missing' });
	});
});

describe('a letter with a provider', () => {
	test('is written when it is confirmed, handed over, and then in the post', async () => {
		await use('letter');
		await followScenario(ours.inside, { channel: 'letter', requiresEarlierContact: false });
		const customer = await buildCustomer(ours.inside, { address: '4 quai de Saône\n69002 Lyon' });
		await buildContact(ours.inside, customer);
		await buildInvoice(ours.inside, customer, { dueOn: day('2026-01-28') });
		await callerFor(ours.desk.collector).desk.dunning.runNow();
		const [notice] = await noticesIn(ours.inside, customer.id);
		await unitOfWork(ours.desk.collector, (unit) => confirmNotice(unit, notice!.id));
		expect((await noticesIn(ours.inside, customer.id))[0]).toMatchObject({ status: 'planned' });
		await deliverDue();
		const request = provider.asked.find(({ body }) => body.channel === 'letter')!;
		expect(request.body.to).toEqual({ name: customer.name, address: customer.address });
		expect(Buffer.from(request.body.pdf!, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
		expect((await noticesIn(ours.inside, customer.id))[0]).toMatchObject({ status: 'sent' });
		expect(
			await asOwner('select posted_on from letter where notice_id = $1', [notice!.id])
		).toMatchObject([{ posted_on: expect.anything() }]);
	});
});

describe('what a provider tells', () => {
	const hear = (signed: { body: string; timestamp: string; signature: string }, door: string) =>
		callerFor(null).providers.hear({ door, ...signed });

	async function left(company = ours) {
		const made = await texted({ company });
		await deliverDue();
		const [request] = await made.asked();
		const { id } = await made.row();
		return { ...made, id, door: doorIn(request!.body.callback) };
	}

	test('is written once, shown on the notice, and a refusal is a task until the number is corrected', async () => {
		const { id, door, notice, customer, contact } = await left();
		const refused = { event: 'e-1', delivery: id, kind: 'refused', detail: 'absent subscriber' };
		await hear(told(SECRET, refused), door);
		await hear(told(SECRET, refused), door);
		const { desk } = callerFor(ours.desk.collector);
		const [message] = await desk.delivery.ofNotice({ noticeId: notice!.id });
		expect(message!.reports).toMatchObject([{ kind: 'refused', detail: 'absent subscriber' }]);
		const alarms = async () =>
			(await desk.dunning.alerts()).customers.filter(({ code }) => code === customer.code);
		expect(await alarms()).toMatchObject([{ reason: 'came_back' }]);
		await asOwner(`update contact set phone = '06 99 88 77 66' where id = $1`, [contact.id]);
		expect(await alarms()).toEqual([]);
		expect(
			await asOwner(
				`select actor_name from audit_event where action = 'delivery.refused' and subject_id = $1`,
				[id]
			)
		).toEqual([{ actor_name: '127.0.0.1' }]);
	});

	test('is not believed with another secret, an old clock or a changed body', async () => {
		const { id, door } = await left();
		const event = { event: 'e-2', delivery: id, kind: 'delivered' };
		const good = told(SECRET, event);
		for (const bad of [
			told('another secret of twenty-four letters', event),
			told(SECRET, event, new Date(Date.now() - 301_000)),
			{ ...good, body: `${good.body} ` },
			{ ...good, signature: '' }
		])
			await expect(hear(bad, door)).rejects.toThrow('not_signed_in');
		for (const nowhere of ['', 'a.b', door.split('.').reverse().join('.')])
			await expect(hear(good, nowhere)).rejects.toThrow('not_signed_in');
		expect(await asOwner('select 1 from delivery_report where delivery_id = $1', [id])).toEqual([]);
		await hear(good, door);
	});

	test('is about what it was given: another organisation, a mail or nothing is unknown', async () => {
		const { door } = await left();
		const theirs = await left(other);
		const mail = (await deliveriesIn(ours.inside)).find(({ channel }) => channel === 'email');
		for (const delivery of [theirs.id, mail?.id ?? theirs.id])
			await expect(
				hear(told(SECRET, { event: 'e-3', delivery, kind: 'bounced' }), door)
			).rejects.toThrow('not_found');
		await expect(hear(told(SECRET, { event: 'e-4' }), door)).rejects.toThrow('invalid_input');
	});
});

describe('whom we believe about a message', () => {
	const hear = (delivery: string, door: string, event: string) =>
		callerFor(null).providers.hear({
			door,
			...told(SECRET, { event, delivery, kind: 'delivered' })
		});
	const doorNow = async () => {
		const found = (await admin(ours).providers.list()).find(({ channel }) => channel === 'sms')!;
		return `${ours.inside.organisationId}.${found.id}`;
	};
	const later = (days: number) =>
		setClock(new Date(TEST_INSTANT.getTime() + days * 24 * 3_600_000));

	test('nobody, while it was never tried', async () => {
		const { row } = await texted();
		const { id } = await row();
		await expect(hear(id, await doorNow(), 'early')).rejects.toThrow('not_found');
		await deliverDue();
		await hear(id, await doorNow(), 'early');
	});

	test('whoever took it before the database was restored', async () => {
		const { row } = await texted();
		await deliverDue();
		const { id } = await row();
		await asOwner(`update delivery set attempts = 0, response = 'restored' where id = $1`, [id]);
		await hear(id, await doorNow(), 'restored');
		expect(await asOwner('select kind from delivery_report where delivery_id = $1', [id])).toEqual([
			{ kind: 'delivered' }
		]);
	});

	test('a provider who was replaced: about what he was given, and for thirty days', async () => {
		const { row } = await texted();
		await deliverDue();
		const { id } = await row();
		const door = await doorNow();
		later(1);
		const next = await texted();
		await deliverDue();
		const given = (await next.row()).id;
		expect(await doorNow()).not.toBe(door);
		await expect(hear(given, door, 'other')).rejects.toThrow('not_found');
		await expect(hear(id, await doorNow(), 'before')).rejects.toThrow('not_found');
		later(30);
		await hear(id, door, 'in time');
		later(32);
		await expect(hear(id, door, 'too late')).rejects.toThrow('not_signed_in');
	});
});

describe('setting up a provider', () => {
	const press = (name: 'try' | 'set' | 'disable', fields: Record<string, string>) => {
		const body = new FormData();
		for (const [key, value] of Object.entries(fields)) body.append(key, value);
		const request = new Request('http://localhost/', { method: 'POST', body });
		const locals = { scope: ours.desk.admin, requestId: 'test' };
		return actions[name]({ request, locals } as RequestEvent);
	};

	test('shows a made secret once and keeps it sealed', async () => {
		const { secret } = await admin(ours).providers.set({ channel: 'letter', url: provider.url });
		expect(secret).toMatch(/^[\w-]{43}$/);
		const rows = await asOwner('select p::text as row from provider p');
		expect(JSON.stringify(rows)).not.toContain(secret);
		expect(JSON.stringify(rows)).not.toContain(SECRET);
		const listed = await admin(ours).providers.list();
		expect(listed.filter(({ channel }) => channel === 'letter')).toHaveLength(1);
		expect(JSON.stringify(listed)).not.toContain(secret);
		expect(await admin(other).providers.list()).not.toContainEqual(
			expect.objectContaining({ channel: 'letter' })
		);
	});

	test('asks nobody inside the network, and nobody without https', async () => {
		const set = (url: string) => admin(ours).providers.set({ channel: 'sms', url });
		await expect(set('http://sms.example.com/')).rejects.toThrow('provider_url_not_https');
		await expect(set('https://10.0.0.7/')).rejects.toThrow('provider_url_private');
		await expect(set('https://169.254.169.254/')).rejects.toThrow('provider_url_private');
		await expect(set('https://user:pass@sms.example.com/')).rejects.toThrow('provider_url_invalid');
		await expect(set('file:///etc/passwd')).rejects.toThrow('provider_url_invalid');
		process.env.DEMO = 'off';
		forgetEnv();
		await expect(set(provider.url)).rejects.toThrow('provider_url_not_https');
		await expect(set('https://localhost/')).rejects.toThrow('provider_url_private');
		process.env.DEMO = 'on';
		forgetEnv();
	});

	test('its page keeps what was typed when a trial or an address is refused, and never a secret', async () => {
		await use('sms');
		provider.mood = 'reject';
		const phone = '06 12 34 56 78';
		const tried = await press('try', { channel: 'sms', phone });
		expect(tried).toMatchObject({ channel: 'sms', phone, trial: { outcome: 'refused' } });
		const trial = render(TrialForm, { props: { channel: 'sms', form: null, phone } });
		expect(trial.body).toContain(`value="${phone}"`);

		const url = 'not an address';
		const { data } = (await press('set', { channel: 'sms', url, secret: SECRET })) as never;
		expect(data).toMatchObject({ values: { channel: 'sms', url, action: 'set' } });
		expect(JSON.stringify(data)).not.toContain(SECRET);
		const form = render(ProviderForm, { props: { channel: 'sms', form: data, isDemo: false } });
		expect(form.body).toContain(`value="${url}"`);
		expect(form.body).toContain('À saisir de nouveau');
	});

	test('names the published scenarios that would have to do without, and stops none unread', async () => {
		const { scenarios, providers } = admin(ours);
		const { scenarioId } = await followScenario(ours.inside, { channel: 'sms' });
		await use('letter');
		await use('sms');
		const usage = async () =>
			(await scenarios.providerUsage()).filter((each) => each.scenarioId === scenarioId);
		expect(await usage()).toMatchObject([
			{ channel: 'sms', scenarioName: 'Standard, adapté', steps: { length: 6 } }
		]);
		expect(JSON.stringify(await admin(other).scenarios.providerUsage())).not.toContain(scenarioId);
		const { id: providerId, url } = (await providers.list()).find((one) => one.channel === 'sms')!;
		const usable = async () => (await providers.list()).some(({ id }) => id === providerId);

		const refused = await press('disable', { channel: 'sms', providerId, seen: '' });
		expect(refused).toMatchObject({ data: { refusal: { code: 'provider_in_use' } } });
		await expect(providers.disable({ providerId })).rejects.toThrow('provider_in_use');
		expect(await usable()).toBe(true);
		const props = { channel: 'sms', providerId, usage: await usage(), form: null };
		expect(render(StopUsing, { props }).body).toContain('Standard, adapté');

		const seen = (await scenarios.providerUsage()).map((use) => use.scenarioId).join(' ');
		expect(await press('disable', { channel: 'sms', providerId, seen })).toMatchObject({
			done: 'disable'
		});
		expect(await usable()).toBe(false);
		expect(url).toBe(provider.url);
		expect((await usage()).length).toBe(1);
	});

	test('is tried with a message that says so, and answers in words', async () => {
		await use('sms');
		const trial = (phone: string) => admin(ours).providers.try({ channel: 'sms', phone });
		expect(await trial('06 12 34 56 78')).toMatchObject({ outcome: 'accepted' });
		expect(provider.asked.at(-1)!.body).toMatchObject({ trial: true, to: '+33612345678' });
		provider.mood = 'reject';
		expect(await trial('06 12 34 56 78')).toEqual({
			outcome: 'refused',
			response: 'HTTP 422 unknown number'
		});
		await expect(trial('04 72 00 00 00')).rejects.toThrow('phone_invalid');
		await expect(
			callerFor(ours.desk.collector).desk.providers.try({ channel: 'sms', phone: '0612345678' })
		).rejects.toThrow('not_allowed');
	});
});
