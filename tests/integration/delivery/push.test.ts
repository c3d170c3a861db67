import { createECDH } from 'node:crypto';
import dns from 'node:dns';
import fs from 'node:fs';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY_MS } from '$lib/domain/calendar';
import { MOST_DEVICES } from '$lib/domain/delivery/devices';
import type { PortalScope } from '$lib/server/auth/scope';
import { revokeLink } from '$lib/server/auth/revoke-link';
import { setClock } from '$lib/server/clock';
import { removeContact } from '$lib/server/customers/remove-contact';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { forgetDevices } from '$lib/server/delivery/push/forget-devices';
import { vapidKeys } from '$lib/server/delivery/push/vapid';
import { caseOf } from '$lib/server/disputes/case-queries';
import { chaseCustomers } from '$lib/server/disputes/chase-customers';
import { tellFollowers, updateOf } from '$lib/server/disputes/tell-followers';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildDispute, buildPortalLink } from '../../support/factories';
import { deviceAt, senderOf, startPushService, type PushService } from '../../support/push';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
let service: PushService;

/** Follows a case of the company, with the device he is told on. */
interface Follower {
	scope: PortalScope;
	path: string;
	contactId: string;
}
let ana: Follower;
let about: { id: string; reference: string };

const useOrigin = (ORIGIN: string, more: Record<string, string> = {}) => {
	Object.assign(process.env, { ORIGIN, PROVIDER_PRIVATE: 'off', ...more });
	forgetEnv();
};
const minutesLater = (minutes: number) =>
	setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

beforeAll(async () => {
	useOrigin('http://localhost:3000');
	({ ours, other } = await buildWorld());
	service = await startPushService();
});
afterAll(() => service.close());
beforeEach(async () => {
	setClock(TEST_INSTANT);
	useOrigin('http://localhost:3000');
	Object.assign(service, { mood: 201, heard: [] });
	ana = await somebody(ours);
	about = await caseRaisedBy(ours, ana);
});

async function somebody(company: Company, account = company.account): Promise<Follower> {
	const contact = await buildContact(company.inside, account.customer, {
		email: `ana-${uuidv7()}@m1.test`,
		language: 'en'
	});
	const link = await buildPortalLink(company.inside, contact);
	return { path: link, scope: await portalScopeOf(link), contactId: contact.id };
}

const caseRaisedBy = (
	company: Company,
	{ scope: { holder } }: Follower,
	invoice = company.account.overdue
) =>
	buildDispute(company.inside, invoice, {
		claimedMinor: 100n,
		raisedByName: holder.name,
		raisedByEmail: holder.email,
		raisedByContactId: holder.contactId!,
		language: holder.language
	});

const door = ({ scope }: Follower) => callerFor(scope).portal.devices;
async function deviceOf(follower: Follower) {
	const device = service.device();
	await door(follower).turnOn(device);
	return device;
}
const post = (disputeId = about.id, company = ours) =>
	callerFor(company.desk.collector).desk.disputes.post({
		disputeId,
		audience: 'customer',
		body: 'Secret words about 1 234,56 €',
		idempotencyKey: uuidv7()
	});
const pushes = (disputeId = about.id) =>
	asOwner<{ status: string; response: string | null; attempts: number; to_email: string }>(
		`select * from delivery where dispute_id = $1 and channel = 'push' order by id`,
		[disputeId]
	);
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: { message: string }) => error.message
	);

describe('what a device is told', () => {
	test('once per change, encrypted for it, signed by us, in its language, through its own link', async () => {
		const device = await deviceOf(ana);
		const bystander = await deviceOf(await somebody(ours));
		await deviceOf(await somebody(ours, ours.neighbour));
		await deviceOf(await somebody(other));
		await post();
		await Promise.all([deliverDue(), deliverDue()]);
		await deliverDue();
		expect(service.heard).toHaveLength(1);
		const [heard] = service.heard;
		expect(`${service.url}${heard!.path}`).toBe(device.endpoint);
		expect(device.read(heard!.body)).toMatchObject({
			title: 'Menuiserie Dupont',
			body: `Dispute ${about.reference}: there is a message for you.`,
			lang: 'en',
			path: `${ana.path}/disputes/${about.reference}`
		});
		expect(() => bystander.read(heard!.body)).toThrow();
		const { key, claims } = senderOf(heard!);
		expect(key).toBe((await door(ana).page()).publicKey);
		expect(claims).toMatchObject({ aud: service.url, sub: 'mailto:compta@menuiserie.test' });
		expect(heard!.headers).toMatchObject({
			ttl: expect.stringMatching(/^86(400|3\d\d)$/),
			'content-encoding': 'aes128gcm'
		});
		expect(heard!.headers.topic).toMatch(/^[\w-]{32}$/);
		expect(await pushes()).toMatchObject([{ status: 'sent', to_email: '', response: 'HTTP 201' }]);
	});

	test('nothing that was written and no amount is in it, nor in the row it leaves from', async () => {
		const device = await deviceOf(ana);
		await post();
		await deliverDue();
		const said = JSON.stringify(device.read(service.heard[0]!.body));
		const row = JSON.stringify(await pushes());
		for (const text of [said, row]) expect(text).not.toMatch(/Secret|234|EUR|€/);
		expect(row).not.toContain(ana.path);
		expect(row).not.toContain(device.endpoint);
	});

	test('staff see it beside the mail it goes with', async () => {
		await deviceOf(ana);
		await post();
		await deliverDue();
		const { mails } = await callerFor(ours.desk.collector).desk.disputes.page({
			reference: about.reference
		});
		expect(mails.map(({ channel, status }) => [channel, status]).sort()).toEqual([
			['email', 'sent'],
			['push', 'sent']
		]);
	});

	test('a change that is taken back tells nobody', async () => {
		await deviceOf(ana);
		const failed = unitOfWork(ours.inside, async (unit) => {
			const told = await updateOf(unit, await caseOf(unit, about.id), 'checking');
			await tellFollowers(unit, await caseOf(unit, about.id), told, { onceKey: 'undone' });
			throw new Error('taken back');
		});
		await expect(failed).rejects.toThrow('taken back');
		expect(await pushes()).toEqual([]);
	});

	test('who acts is not told on his own device, a colleague who follows is', async () => {
		const colleague = await somebody(ours);
		await callerFor(colleague.scope).portal.disputes.followMyself({ reference: about.reference });
		await deviceOf(ana);
		const his = await deviceOf(colleague);
		await callerFor(ana.scope).portal.disputes.reply({
			reference: about.reference,
			body: 'Bonjour',
			idempotencyKey: uuidv7(),
			files: []
		});
		await deliverDue();
		expect(service.heard.map(({ path }) => service.url + path)).toEqual([his.endpoint]);
	});

	test('who stopped following is not told', async () => {
		const colleague = await somebody(ours);
		const { disputes } = callerFor(colleague.scope).portal;
		await disputes.followMyself({ reference: about.reference });
		await deviceOf(colleague);
		const { followers } = await disputes.show({ reference: about.reference });
		const { id } = followers.list.find(({ isMe }) => isMe)!;
		await disputes.unfollow({ reference: about.reference, followerId: id });
		await post();
		await deliverDue();
		expect(service.heard).toEqual([]);
	});

	test('who stopped following while it waited is not told either', async () => {
		const colleague = await somebody(ours);
		const { disputes } = callerFor(colleague.scope).portal;
		await disputes.followMyself({ reference: about.reference });
		await deviceOf(colleague);
		await post();
		const { followers } = await disputes.show({ reference: about.reference });
		const { id } = followers.list.find(({ isMe }) => isMe)!;
		await disputes.unfollow({ reference: about.reference, followerId: id });
		await deliverDue();
		expect(service.heard).toEqual([]);
		expect(await pushes()).toMatchObject([{ status: 'cancelled', response: 'follower_ended' }]);
	});

	test('who has answered is not told any more that his answer is waited for', async () => {
		await deviceOf(ana);
		await callerFor(ours.desk.collector).desk.disputes.post({
			...{ disputeId: about.id, audience: 'customer', body: 'A photo?', needsReply: true },
			idempotencyKey: uuidv7()
		});
		await deliverDue();
		service.heard.length = 0;
		setClock(new Date(TEST_INSTANT.getTime() + 7 * DAY_MS));
		await chaseCustomers(ours.inside);
		await callerFor(ana.scope).portal.disputes.reply({
			...{ reference: about.reference, body: 'Here it is.', idempotencyKey: uuidv7() },
			files: []
		});
		await deliverDue();
		expect(service.heard).toEqual([]);
		expect((await pushes()).map(({ response }) => response)).toEqual(['HTTP 201', 'question_over']);
	});

	test('through two links of the same person the device is told once', async () => {
		const device = await deviceOf(ana);
		const contact = { id: ana.contactId, customerId: ana.scope.customerId, ...ana.scope.holder };
		const link = await buildPortalLink(ours.inside, { ...contact, id: ana.contactId } as never);
		const again = { ...ana, path: link, scope: await portalScopeOf(link) };
		minutesLater(1);
		await door(again).turnOn(device);
		await post();
		await deliverDue();
		expect(service.heard).toHaveLength(1);
		expect(device.read(service.heard[0]!.body).path).toContain(link);
		await door(ana).turnOff({ endpoint: device.endpoint });
		expect((await door(again).page()).devices).toEqual([]);
	});
});

describe('when it does not get there', () => {
	test.each([404, 410])('%s: the device is gone, and is asked for nothing more', async (status) => {
		await deviceOf(ana);
		service.mood = status;
		await post();
		await deliverDue();
		expect(await pushes()).toMatchObject([{ status: 'cancelled', response: 'push_gone' }]);
		expect((await door(ana).page()).devices).toEqual([]);
		await post();
		await deliverDue();
		expect(service.heard).toHaveLength(1);
	});

	test.each([500, 503, 429])(
		'%s: tried again later, and once it is taken no more',
		async (status) => {
			await deviceOf(ana);
			service.mood = status;
			await post();
			await deliverDue();
			await deliverDue();
			expect(service.heard).toHaveLength(1);
			expect(await pushes()).toMatchObject([{ status: 'retry', attempts: 1 }]);
			service.mood = 201;
			minutesLater(6);
			await deliverDue();
			minutesLater(30);
			await deliverDue();
			expect(service.heard).toHaveLength(2);
			const [whole, less] = service.heard.map(({ headers }) => Number(headers.ttl));
			expect(whole! - less!).toBeGreaterThan(350);
			expect(whole! - less!).toBeLessThan(370);
			expect(await pushes()).toMatchObject([{ status: 'sent', attempts: 2 }]);
		}
	);

	test('after a day it is no news any more', async () => {
		await deviceOf(ana);
		service.mood = 503;
		await post();
		await deliverDue();
		minutesLater(24 * 60 + 1);
		await deliverDue();
		expect(service.heard).toHaveLength(1);
		expect(await pushes()).toMatchObject([{ status: 'cancelled', response: 'push_late' }]);
	});

	test('without an answer it may be there: never twice, and the devices of others do not wait', async () => {
		const colleague = await somebody(ours);
		await callerFor(colleague.scope).portal.disputes.followMyself({ reference: about.reference });
		await deviceOf(ana);
		await deviceOf(colleague);
		service.mood = 'drop';
		await post();
		await deliverDue();
		minutesLater(120);
		await deliverDue();
		expect(service.heard).toHaveLength(2);
		expect((await pushes()).map(({ status }) => status)).toEqual(['unknown', 'unknown']);
	});

	test('a service that sends elsewhere is not followed', async () => {
		await deviceOf(ana);
		service.mood = 307;
		await post();
		await deliverDue();
		expect(service.heard).toHaveLength(1);
		expect(await pushes()).toMatchObject([{ status: 'failed' }]);
	});
});

describe('it ends', () => {
	test('with its link: revoked, also between the change and its leaving', async () => {
		await deviceOf(ana);
		await post();
		const { linkId } = ana.scope.holder;
		await unitOfWork(ours.inside, (unit) => revokeLink(unit, linkId));
		await post();
		await deliverDue();
		expect(service.heard).toEqual([]);
		expect(await pushes()).toMatchObject([{ status: 'cancelled', response: 'push_off' }]);
	});

	test('with its link: run out; a day later nothing of it is kept', async () => {
		const device = await deviceOf(ana);
		minutesLater(121 * 24 * 60);
		await post();
		expect(await pushes()).toEqual([]);
		const kept = () =>
			asOwner('select ended_at from push_subscription where endpoint = $1', [device.endpoint]);
		await forgetDevices();
		expect(await kept()).toMatchObject([{ ended_at: expect.any(Date) }]);
		minutesLater(123 * 24 * 60);
		await forgetDevices();
		expect(await kept()).toEqual([]);
	});

	test('with the contact', async () => {
		await deviceOf(ana);
		await unitOfWork(ours.inside, (unit) => removeContact(unit, ana.contactId));
		await post();
		await deliverDue();
		expect(service.heard).toEqual([]);
	});

	test('when it is turned off: this device, or all of them; turned on again it is told', async () => {
		const [phone, desk] = [await deviceOf(ana), await deviceOf(ana)];
		await door(ana).turnOff({ endpoint: phone.endpoint });
		await post();
		await deliverDue();
		expect(service.heard.map(({ path }) => service.url + path)).toEqual([desk.endpoint]);
		await door(ana).turnOff({ endpoint: null });
		expect((await door(ana).page()).devices).toEqual([]);
		await door(ana).turnOn(phone);
		await post();
		await deliverDue();
		expect(service.heard.map(({ path }) => service.url + path).at(-1)).toBe(phone.endpoint);
	});
});

describe('who may ask', () => {
	test('a device that is not his is not turned off by another', async () => {
		const device = await deviceOf(ana);
		for (const stranger of [
			await somebody(ours),
			await somebody(ours, ours.neighbour),
			await somebody(other)
		]) {
			await door(stranger).turnOff({ endpoint: device.endpoint });
			await door(stranger).turnOff({ endpoint: null });
			expect((await door(stranger).page()).devices).toEqual([]);
		}
		expect((await door(ana).page()).devices).toHaveLength(1);
	});

	test('asked twenty times at once it is one device, and of twenty devices ten are taken', async () => {
		const device = service.device();
		await Promise.all(Array.from({ length: 20 }, () => door(ana).turnOn(device)));
		expect((await door(ana).page()).devices).toHaveLength(1);
		const more = Array.from({ length: 20 }, () => refusal(door(ana).turnOn(service.device())));
		const refused = (await Promise.all(more)).filter(Boolean);
		expect(refused).toEqual(Array(21 - MOST_DEVICES).fill('too_many_devices'));
		expect((await door(ana).page()).devices).toHaveLength(MOST_DEVICES);
	});

	test('what is no device is refused', async () => {
		const device = service.device();
		const other = Buffer.from([4, ...Array<number>(64).fill(7)]).toString('base64url');
		expect(await refusal(door(ana).turnOn({ ...device, p256dh: other }))).toBe('push_unusable');
		expect(await refusal(door(ana).turnOn({ ...device, auth: 'x' }))).not.toBeNull();
	});
});

describe('addresses somebody gives', () => {
	const INSIDE = [
		'http://127.0.0.1:9/',
		'https://127.0.0.1/',
		'https://169.254.169.254/latest',
		'https://[::1]/',
		'https://[::ffff:10.0.0.1]/',
		'https://10.0.0.7/',
		'https://localhost/',
		'http://push.example/',
		'https://user:secret@push.example/'
	];
	const turnOn = (endpoint: string) => refusal(door(ana).turnOn(deviceAt(endpoint)));

	test.each(INSIDE)('%s is not asked', async (endpoint) => {
		useOrigin('https://entendu.test', { PROVIDER_PRIVATE: 'on' });
		expect(await turnOn(endpoint)).toBe('push_unusable');
	});

	test('a name that leads into our network is found out when it is dialled', async () => {
		useOrigin('https://entendu.test', { PROVIDER_PRIVATE: 'on' });
		expect(await turnOn('https://push.inside.test/1')).toBeNull();
		const asked: string[] = [];
		const resolver = vi.spyOn(dns, 'lookup').mockImplementation(((
			name: string,
			_: object,
			done: (error: null, found: { address: string; family: number }[]) => void
		) => {
			asked.push(name);
			done(null, [
				{ address: '93.184.215.14', family: 4 },
				{ address: '10.0.0.7', family: 4 }
			]);
		}) as never);
		await post();
		await deliverDue();
		resolver.mockRestore();
		expect(asked).toEqual(['push.inside.test']);
		expect(await pushes()).toMatchObject([{ status: 'cancelled', response: 'push_refused' }]);
		expect((await door(ana).page()).devices).toEqual([]);
	});

	test('one kept from when this was tried out is not asked any more', async () => {
		await deviceOf(ana);
		useOrigin('https://entendu.test');
		await post();
		await deliverDue();
		expect(service.heard).toEqual([]);
		expect(await pushes()).toMatchObject([{ response: 'push_refused' }]);
	});
});

test('the two halves of our key belong together, and the private one is kept nowhere', async () => {
	const { publicKey, privateKey } = vapidKeys();
	const pair = createECDH('prime256v1');
	pair.setPrivateKey(privateKey, 'base64url');
	expect(pair.getPublicKey('base64url')).toBe(publicKey);
	const files = fs.readdirSync(process.env.DATA_DIR!, { recursive: true, withFileTypes: true });
	for (const file of files.filter((one) => one.isFile()))
		expect(fs.readFileSync(path.join(file.parentPath, file.name), 'utf8')).not.toContain(
			privateKey
		);
});
