import fs from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { putMail } from '$lib/server/delivery/outbox';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { env } from '$lib/server/env';
import { receiveMail } from '$lib/server/inbound/receive-mail';
import { settleMail } from '$lib/server/inbound/settle-mail';
import { asOwner, useDatabase } from '../../support/database';
import { buildContact } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { startSmtp } from '../../support/smtp';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf, RECEIVED } from '../delivery/outbox-world';
import { arrive, fatesOf, lastFate, listenToMail, replyAddressOf, written } from './mail-world';
import '$lib/server/jobs/notice-hooks';

useDatabase();
let ours: Company;
let reminder: Awaited<ReturnType<typeof deliveriesOf>>[number];
beforeAll(async () => {
	({ ours } = await buildWorld());
	const smtp = await startSmtp();
	listenToMail({ SMTP_URL: smtp.url });
	await runDunning(ours.inside);
	await deliverDue();
	reminder = (await deliveriesOf(ours)).find(
		({ customerId, mail }) => customerId === ours.account.customer.id && mail === 'dunning-notice'
	)!;
	return () => smtp.close();
});

const inbound = () => callerFor(ours.desk.collector).desk.inbound;
const shown = async (mailId: string) =>
	(await inbound().list({ view: 'waiting' })).rows.find((row) => row.mailId === mailId);
const PDF = { name: 'bon.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF') };

async function caseAddress(onceKey: string): Promise<string> {
	const { account, inside } = ours;
	await unitOfWork(inside, (unit) =>
		putMail(unit, {
			mail: 'dispute-received',
			onceKey,
			to: { email: account.contact.email, name: account.contact.name, language: 'fr' },
			facts: { ...RECEIVED, reference: account.dispute.reference },
			customerId: account.customer.id,
			disputeId: account.dispute.id,
			link: { kind: 'portal', contactId: account.contact.id }
		})
	);
	await deliverDue();
	return replyAddressOf(
		ours,
		(await deliveriesOf(ours)).find((row) => row.onceKey === onceKey)!
	);
}

test('a postmaster who answers a reminder is read, and his contact is not marked', async () => {
	await arrive(
		ours,
		written({
			from: 'Marc Petit <postmaster@petit.test>',
			to: replyAddressOf(ours, reminder),
			text: 'Nous contestons cette facture.',
			headers: [`In-Reply-To: ${reminder.messageId}`]
		})
	);
	const { kind, why, mailId } = await lastFate(ours);
	expect([kind, why]).toEqual(['triage', 'maybe_machine']);
	expect(await shown(mailId)).toMatchObject({ holdsReminders: true });
	const bounced = await asOwner('select id from contact where bounced_at is not null');
	expect(bounced).toEqual([]);
});

test.each([
	['a ticket desk', ['Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'], 'ap'],
	['a desk that says bulk', ['Auto-Submitted: auto-generated', 'Precedence: bulk'], 'ap'],
	['a group', ['List-Id: <ap.petit.test>', 'Precedence: list'], 'ap'],
	['a shared address', [], 'noreply']
])('an answer through %s holds the next reminder', async (_, headers, name) => {
	const to = replyAddressOf(ours, reminder);
	await arrive(
		ours,
		written({ from: `${name}@petit.test`, to, headers, text: 'Nous contestons.' })
	);
	expect(await shown((await lastFate(ours)).mailId)).toMatchObject({ holdsReminders: true });
});

test('an answer to a copy of a reminder holds the next one', async () => {
	const { customer } = ours.account;
	const chief = await buildContact(ours.inside, customer, {
		...{ name: 'Chief', email: 'chief@petit.test' }
	});
	// As the copy of a second contact is kept.
	await asOwner(
		`insert into delivery select (jsonb_populate_record(d, jsonb_build_object(
			'id', '01a22644-5094-7c8e-ba33-1b9333759e3d', 'once_key', 'copy', 'notice_id', null,
			'link_id', null, 'to_email', 'chief@petit.test', 'facts', d.facts || jsonb_build_object('copy',
				jsonb_build_object('noticeId', d.notice_id, 'contactId', $2::text))))).*
			from delivery d where d.id = $1`,
		[reminder.id, chief.id]
	);
	const copy = (await deliveriesOf(ours)).find(({ onceKey }) => onceKey === 'copy')!;
	const to = replyAddressOf(ours, copy);
	await arrive(ours, written({ from: 'chief@petit.test', to, text: 'Nous contestons tout.' }));
	const fate = await lastFate(ours);
	expect(fate.noticeId).toBe(reminder.noticeId);
	expect(await shown(fate.mailId)).toMatchObject({ holdsReminders: true });
});

test('an answer nobody can open waits for a person, with its sender, and holds reminders', async () => {
	const files = Array.from({ length: 101 }, () => PDF);
	const to = replyAddressOf(ours, reminder);
	const from = 'Ana Petit <ana@petit.test>';
	await arrive(ours, written({ from, to, subject: 'Nous contestons', files }));
	const { mailId, kind } = await lastFate(ours);
	expect(kind).toBe('dead');
	expect(await shown(mailId)).toMatchObject({
		...{ fromName: 'Ana Petit', fromEmail: 'ana@petit.test', subject: 'Nous contestons' },
		holdsReminders: true
	});
	expect((await inbound().page({ mailId })).mayAct).toBe(true);
	await inbound().done({ mailId, note: 'Appelé' });
	expect(await shown(mailId)).toBeUndefined();
});

test('a disk that is away for ten minutes loses no mail', async () => {
	const { email } = ours.account.contact;
	const bytes = written({ from: email, to: 'compta@menuiserie.test' });
	const { mailId } = await receiveMail(ours.inside, { bytes, recipient: '' });
	const folder = `${env().DATA_DIR}/files`;
	await fs.rename(folder, `${folder}-away`);
	for (let minute = 0; minute < 10; minute++)
		await expect(settleMail(ours.inside, mailId)).rejects.toThrow();
	await fs.rename(`${folder}-away`, folder);
	await settleMail(ours.inside, mailId);
	expect((await lastFate(ours)).kind).toBe('triage');
});

test('three mails with a photo and no words are three messages', async () => {
	const to = await caseAddress('photos');
	for (const at of [1, 2, 3]) {
		const files = [{ ...PDF, name: `bon-${at}.pdf` }];
		await arrive(ours, written({ from: ours.account.contact.email, to, text: '', files }));
	}
	const last = (await fatesOf(ours)).slice(-3);
	expect(last.map(({ kind }) => kind)).toEqual(['message', 'message', 'message']);
});
