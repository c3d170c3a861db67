import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findLink } from '$lib/server/auth/links';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { delivery } from '$lib/server/db/schema/delivery';
import { deliverDue } from '$lib/server/delivery/deliver';
import { retryDelivery } from '$lib/server/delivery/retry-delivery';
import { forgetEnv } from '$lib/server/env';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { tokenIn } from '../../support/scopes';
import { startSmtp, type Smtp } from '../../support/smtp';
import { linkIn } from '../../support/story';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf, deliveryWith, putReceived } from './outbox-world';

useDatabase();

let ours: Company;
let other: Company;
let smtp: Smtp;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	smtp = await startSmtp();
	process.env.SMTP_URL = `${smtp.url}?socketTimeout=2000`;
	forgetEnv();
});
beforeEach(() => {
	smtp.mood = 'accept';
	smtp.mails.length = 0;
	setClock(TEST_INSTANT);
});
afterAll(() => smtp.close());

const minutesLater = (minutes: number) =>
	setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

describe('A mail in the outbox', () => {
	it('leaves once, even when twenty processes deliver at the same time', async () => {
		for (let at = 0; at < 6; at++) await putReceived(ours, `race:${at}`);
		await Promise.all(Array.from({ length: 20 }, () => deliverDue()));
		expect(smtp.mails).toHaveLength(6);
		expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(6);
		expect((await deliveriesOf(ours)).map(({ status }) => status)).toEqual(Array(6).fill('sent'));
		expect(await deliverDue()).toBe(0);
	});

	it('says who writes, to whom, and that a machine wrote it', async () => {
		await putReceived(ours, 'headers', { name: 'Ana "Petit", <x@evil.test>' });
		await deliverDue();
		const [mail] = smtp.mails;
		const row = await deliveryWith(ours, 'headers');
		expect(mail!.from).toBe('Menuiserie Dupont <compta@menuiserie.test>');
		expect(mail!.to).toBe('"Ana Petit x evil.test" <billing@m1.test>');
		expect(mail!.subject).toBe(
			'Contestation LIT-2026-000001 reçue – réponse le lundi 9 mars au plus tard'
		);
		expect(mail!.messageId).toBe(row.messageId);
		expect(mail!.headers).toMatchObject({
			'auto-submitted': 'auto-generated',
			'reply-to': expect.stringContaining('compta@menuiserie.test')
		});
		expect(mail!.headers).not.toHaveProperty('list-unsubscribe');
		expect(row).toMatchObject({
			status: 'sent',
			attempts: 1,
			response: expect.stringContaining('250')
		});
	});

	it('carries a link that opens, and its token is nowhere in the database', async () => {
		await putReceived(ours, 'link');
		await deliverDue();
		const token = tokenIn(linkIn(smtp.mails[0]!));
		expect((await findLink(token))?.customerId).toBe(ours.account.customer.id);
		expect(smtp.mails[0]!.html).toContain(`/p/${token}/disputes/LIT-2026-000001`);
		expect(smtp.mails[0]!.html).not.toContain('link.invalid');
		const rows = await asOwner(
			'select d::text as row from delivery d union all select l::text from link l union all select a::text from audit_event a'
		);
		expect(rows.length).toBeGreaterThan(0);
		expect(JSON.stringify(rows)).not.toContain(token);
	});

	it('waits while nobody answers, without spending the others’ attempts, and leaves when the server is back', async () => {
		smtp.mood = 'refuse';
		await putReceived(ours, 'down:1');
		await putReceived(ours, 'down:2');
		expect(await deliverDue()).toBe(0);
		expect(await deliveryWith(ours, 'down:1')).toMatchObject({ status: 'retry', attempts: 0 });
		expect(await deliveryWith(ours, 'down:2')).toMatchObject({ status: 'planned', attempts: 0 });
		smtp.mood = 'accept';
		expect(await deliverDue()).toBe(1);
		minutesLater(6);
		expect(await deliverDue()).toBe(1);
		expect(smtp.mails).toHaveLength(2);
	});

	it('is tried again five minutes, then a quarter of an hour after a "not now" to its body', async () => {
		smtp.mood = 'later';
		await putReceived(ours, 'later');
		await deliverDue();
		minutesLater(4);
		await deliverDue();
		expect(await deliveryWith(ours, 'later')).toMatchObject({ status: 'retry', attempts: 1 });
		minutesLater(6);
		await deliverDue();
		const row = await deliveryWith(ours, 'later');
		expect(row.attempts).toBe(2);
		expect(Math.round((row.nextAttemptAt.getTime() - TEST_INSTANT.getTime()) / 60_000)).toBe(21);
		smtp.mood = 'accept';
		minutesLater(22);
		expect(await deliverDue()).toBe(1);
	});

	it('is given up two days after the first try, in words, and leaves when a person tries again', async () => {
		await putReceived(ours, 'away');
		smtp.mood = 'refuse';
		await deliverDue();
		const first = (await deliveryWith(ours, 'away')).firstAttemptAt!.getTime();
		// From the first try on: it began a little after the hour the clock was set to.
		const minutesAfter = (minutes: number) => setClock(new Date(first + minutes * 60_000));
		minutesAfter(48 * 60 - 1);
		await deliverDue();
		const last = await deliveryWith(ours, 'away');
		expect(last.status).toBe('retry');
		expect(Math.round((last.nextAttemptAt.getTime() - first) / 60_000)).toBe(48 * 60);
		minutesAfter(48 * 60 + 1);
		await deliverDue();
		expect(await deliveryWith(ours, 'away')).toMatchObject({
			status: 'failed',
			response: expect.stringMatching(/^gave_up: .*421/)
		});
		expect(
			await asOwner(`select action from audit_event where subject_id = $1`, [last.id])
		).toEqual([{ action: 'delivery.failed' }]);
		await unitOfWork(ours.desk.collector, (unit) => retryDelivery(unit, last.id));
		smtp.mood = 'accept';
		expect(await deliverDue()).toBe(1);
	});

	it('fails for good when the server says the address does not exist', async () => {
		smtp.mood = 'never';
		await putReceived(ours, 'never');
		await deliverDue();
		smtp.mood = 'accept';
		minutesLater(10_000);
		await deliverDue();
		expect(await deliveryWith(ours, 'never')).toMatchObject({
			status: 'failed',
			response: expect.stringContaining('550')
		});
		const bounced = await asOwner(
			`select c.email, a.action from contact c join audit_event a on a.subject_id::text = c.id::text where c.bounced_at is not null`
		);
		expect(bounced).toEqual([{ email: ours.account.contact.email, action: 'contact.bounced' }]);
		expect(smtp.mails).toHaveLength(0);
	});

	it('is uncertain when the line breaks after its body, and never leaves again by itself', async () => {
		smtp.mood = 'drop';
		await putReceived(ours, 'drop');
		await deliverDue();
		expect(await deliveryWith(ours, 'drop')).toMatchObject({ status: 'unknown', attempts: 1 });
		smtp.mood = 'accept';
		minutesLater(10_000);
		await deliverDue();
		expect(smtp.mails).toHaveLength(1);
	});

	it('leaves again when a person says so', async () => {
		const { id } = await deliveryWith(ours, 'drop');
		await unitOfWork(ours.desk.collector, (unit) => retryDelivery(unit, id));
		expect(await deliverDue()).toBe(1);
		expect(await deliveryWith(ours, 'drop')).toMatchObject({ status: 'sent' });
		const audited = await asOwner(
			`select action, actor_name from audit_event where subject_id = $1 order by id`,
			[id]
		);
		expect(audited).toEqual([
			{ action: 'delivery.unknown', actor_name: 'delivery' },
			{ action: 'delivery.retried', actor_name: 'collector m' },
			{ action: 'delivery.sent', actor_name: 'delivery' }
		]);
	});

	it('is uncertain when the process that had it died', async () => {
		await putReceived(ours, 'died');
		const { id } = await deliveryWith(ours, 'died');
		await unitOfWork(ours.inside, (unit) =>
			unit.tx
				.update(delivery)
				.set({ status: 'claimed', attempts: 1, leaseUntil: new Date('2020-01-01T00:00:00Z') })
				.where(eq(delivery.id, id))
		);
		await deliverDue();
		expect(await deliveryWith(ours, 'died')).toMatchObject({
			status: 'unknown',
			response: 'interrupted'
		});
		expect(smtp.mails).toHaveLength(0);
	});

	it('does not hold up the others when its address is unusable', async () => {
		await putReceived(ours, 'broken', { email: 'a@b.test\r\nBcc: x@y.z' });
		await putReceived(ours, 'fine');
		await putReceived(other, 'theirs');
		expect(await deliverDue()).toBe(2);
		expect(await deliveryWith(ours, 'broken')).toMatchObject({
			status: 'failed',
			response: 'email_invalid'
		});
		expect(smtp.mails.map(({ from }) => from)).toEqual([
			'Menuiserie Dupont <compta@menuiserie.test>',
			'Northwind Ltd <ar@northwind.test>'
		]);
	});

	it('goes to the mailbox where no mail server is configured', async () => {
		process.env.SMTP_URL = '';
		forgetEnv();
		await putReceived(ours, 'mailbox');
		expect(await deliverDue()).toBe(1);
		expect(await deliveryWith(ours, 'mailbox')).toMatchObject({
			status: 'sent',
			response: 'mailbox'
		});
		expect(smtp.mails).toHaveLength(0);
	});
});
