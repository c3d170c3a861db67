import { beforeAll, describe, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { putMail } from '$lib/server/delivery/outbox';
import { forgetEnv } from '$lib/server/env';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { startSmtp, type Smtp } from '../../support/smtp';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf, RECEIVED } from '../delivery/outbox-world';
import {
	arrive,
	DOMAIN,
	fatesOf,
	lastFate,
	listenToMail,
	messagesIn,
	replyAddressOf,
	written
} from './mail-world';
import '$lib/server/jobs/notice-hooks';

useDatabase();

let ours: Company;
let other: Company;
let smtp: Smtp;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	smtp = await startSmtp();
	listenToMail({ SMTP_URL: smtp.url });
	return () => smtp.close();
});

const contactOf = ({ account }: Company) => account.contact;

/** The mail that follows the case, sent; and how it can be answered. */
async function mailAboutCase(company: Company, key: string) {
	const { account, inside } = company;
	await unitOfWork(inside, (unit) =>
		putMail(unit, {
			mail: 'dispute-received',
			onceKey: key,
			to: { email: account.contact.email, name: account.contact.name, language: 'fr' },
			facts: { ...RECEIVED, reference: account.dispute.reference },
			customerId: account.customer.id,
			disputeId: account.dispute.id,
			link: { kind: 'portal', contactId: account.contact.id }
		})
	);
	await deliverDue();
	const row = (await deliveriesOf(company)).find(({ onceKey }) => onceKey === key)!;
	return { row, address: replyAddressOf(company, row) };
}

const PDF = { name: 'bon.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF') };
const DOC = { name: 'notes.docx', type: 'application/octet-stream', bytes: Buffer.from('PK..') };

describe('a mail about a case', () => {
	test('leaves with a secret reply address and a Message-ID nobody else can make', async () => {
		const { row, address } = await mailAboutCase(ours, 'headers');
		const mail = smtp.mails.at(-1)!;
		expect(mail.headers['reply-to']).toContain(`<${address}>`);
		expect(mail.headers['auto-submitted']).toBe('auto-generated');
		expect(row.messageId).toMatch(new RegExp(`^<${row.id}\\.[0-9a-f]{32}@entendu>$`));
		const [token] = address.split('@');
		expect(JSON.stringify(await asOwner('select to_jsonb(d) from delivery d'))).not.toContain(
			token
		);
	});

	test('is answered: the words and the files stand on the case, the rest is named', async () => {
		const { address } = await mailAboutCase(ours, 'answered');
		const text =
			'Voici le bon.\n\nLe 3 mars 2026, Menuiserie <compta@menuiserie.test> a écrit :\n> Bonjour';
		const from = `Ana <${contactOf(ours).email.toUpperCase()}>`;
		const raw = written({ from, to: address, text, files: [PDF, DOC] });
		await arrive(ours, raw);
		// Handed over twice, it is one mail.
		await arrive(ours, raw);
		expect(await fatesOf(ours)).toMatchObject([{ kind: 'message', verified: true }]);
		const { dispute } = ours.account;
		expect(await messagesIn(ours, dispute.id)).toMatchObject([
			{
				authorKind: 'customer',
				audience: 'customer',
				authorName: contactOf(ours).name,
				body: 'Voici le bon.\n\nFichiers non repris de l’e-mail\u00a0: notes.docx'
			}
		]);
		const page = await callerFor(ours.desk.collector).desk.disputes.page({
			reference: dispute.reference
		});
		expect(
			JSON.stringify(page, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
		).toContain('bon.pdf');
		const alerts = (await deliveriesOf(ours)).filter(({ mail }) => mail === 'staff-alert');
		expect(alerts).toHaveLength(1);
	});

	test('is answered by its Message-ID, where the address was lost', async () => {
		const { row } = await mailAboutCase(ours, 'by id');
		await arrive(
			ours,
			written({
				...{ from: contactOf(ours).email, to: 'compta@menuiserie.test', text: 'Par référence' },
				headers: [`In-Reply-To: ${row.messageId}`]
			})
		);
		expect(await lastFate(ours)).toMatchObject({ kind: 'message', deliveryId: row.id });
	});

	test('lands where it belongs, whoever’s mailbox it lay in', async () => {
		const { address } = await mailAboutCase(other, 'elsewhere');
		await arrive(ours, written({ from: contactOf(other).email, to: 'x@y.test', text: 'Hello' }), {
			recipient: address
		});
		expect(await lastFate(other)).toMatchObject({ kind: 'message' });
	});
});

describe('nothing lands, nobody is told and nothing moves', () => {
	const quiet = async (work: () => Promise<void>) => {
		const { dispute } = ours.account;
		const before = [await messagesIn(ours, dispute.id), await deliveriesOf(ours)];
		await work();
		expect([await messagesIn(ours, dispute.id), await deliveriesOf(ours)]).toEqual(before);
		return lastFate(ours);
	};

	test('when our server does not vouch for the sender', async () => {
		const { address } = await mailAboutCase(ours, 'spoofed');
		const from = contactOf(ours).email;
		const fate = await quiet(() =>
			arrive(ours, written({ from, to: address, vouched: false, files: [PDF] }))
		);
		expect(fate).toMatchObject({
			...{ kind: 'triage', why: 'not_verified', verified: false },
			customerId: ours.account.customer.id,
			files: [{ name: 'bon.pdf', bytes: 14 }]
		});
	});

	test('when somebody else answers, vouched for or not', async () => {
		const { address } = await mailAboutCase(ours, 'forwarded');
		const fate = await quiet(() =>
			arrive(
				ours,
				written({
					from: 'evil@elsewhere.test',
					to: address,
					headers: [`Cc: ${contactOf(ours).email}`]
				})
			)
		);
		expect(fate).toMatchObject({ kind: 'triage', why: 'not_on_case', verified: true });
	});

	test.each([
		['the id of a mail without its proof', (id: string) => [`In-Reply-To: <${id}@entendu>`]],
		['a made-up proof', (id: string) => [`References: <${id}.${'0'.repeat(32)}@entendu>`]],
		['a reference in the subject', () => ['Subject: Re: LIT-2026-000001']],
		['a made-up address', () => [`Delivered-To: r+${'a'.repeat(52)}@${DOMAIN}`]]
	])('when the thread is forged: %s', async (_, headers) => {
		const { row } = await mailAboutCase(ours, `forged ${_}`);
		const fate = await quiet(() =>
			arrive(
				ours,
				written({ from: contactOf(ours).email, to: 'x@y.test', headers: headers(row.id) })
			)
		);
		expect(fate).toMatchObject({ kind: 'triage', why: 'no_thread', customerId: null });
	});

	test('when a machine answers, and its absence is no triage', async () => {
		const { address } = await mailAboutCase(ours, 'away');
		const fate = await quiet(() =>
			arrive(
				ours,
				written({
					...{ from: contactOf(ours).email, to: address, subject: 'Réponse automatique : absence' },
					headers: ['Auto-Submitted: auto-replied']
				})
			)
		);
		expect(fate).toMatchObject({ kind: 'machine' });
	});

	test('when it cannot be read at all', async () => {
		const deep = Array.from(
			{ length: 30 },
			(_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`
		);
		const fate = await quiet(() => arrive(ours, new Uint8Array(Buffer.from(deep.join('')))));
		expect(fate).toMatchObject({ kind: 'dead', why: 'too_deep' });
	});
});

test('the same words a third time, and the sixth mail of an hour, wait for a person', async () => {
	const { address } = await mailAboutCase(other, 'loop');
	const say = (text: string) =>
		arrive(other, written({ from: contactOf(other).email, to: address, text }));
	for (const text of ['Hello again', 'hello  again', 'Hello again']) await say(text);
	expect(await lastFate(other)).toMatchObject({ kind: 'triage', why: 'loop_words' });
	// One answered before these.
	for (const text of ['one', 'two', 'three']) await say(text);
	expect(await lastFate(other)).toMatchObject({ kind: 'triage', why: 'loop_rate' });
});

describe('a mail that came back', () => {
	const report = (id: string, action: string, status: string) =>
		written({
			...{ from: 'MAILER-DAEMON@mx.client.test', to: 'compta@menuiserie.test' },
			subject: 'Undelivered Mail Returned to Sender',
			text: `Action: ${action}\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 no such\r\n user\r\n\r\nMessage-ID: ${id}`
		});
	const bounced = async () =>
		(
			await asOwner<{ b: Date | null }>('select bounced_at b from contact where id = $1', [
				contactOf(ours).id
			])
		)[0]!.b;

	test('marks its contact only when it is for good, and proves which mail it was', async () => {
		const { row } = await mailAboutCase(ours, 'bounces');
		await arrive(ours, report(row.messageId, 'delayed', '4.2.2'));
		expect(await bounced()).toBeNull();
		await arrive(ours, report(`<${row.id}@entendu>`, 'failed', '5.1.1'));
		expect(await lastFate(ours)).toMatchObject({ kind: 'bounce', deliveryId: null });
		expect(await bounced()).toBeNull();
		await arrive(ours, report(row.messageId, 'failed', '5.1.1'));
		expect(await lastFate(ours)).toMatchObject({ kind: 'bounce', deliveryId: row.id });
		expect(await bounced()).not.toBeNull();
		const { mailId } = await lastFate(ours);
		const { email } = contactOf(ours);
		expect(await callerFor(ours.desk.collector).desk.inbound.page({ mailId })).toMatchObject({
			...{ bounce: { email, isMarked: true }, customers: [{ code: ours.account.customer.code }] }
		});
		const [told] = await asOwner<{ detail: string }>(
			'select detail from delivery_report where delivery_id = $1',
			[row.id]
		);
		expect(told!.detail).toBe('smtp; 550 no such user');
	});
});

test('every mail that was kept has one fate, and whoever is not signed for keeps nothing', async () => {
	const [{ open }] = (await asOwner<{ open: number }>(
		'select count(*)::int as open from inbound_mail m where (select count(*) from inbound_fate f where f.organisation_id = m.organisation_id and f.mail_id = m.id) <> 1'
	)) as [{ open: number }];
	expect(open).toBe(0);
	const count = async () => (await asOwner('select id from inbound_mail')).length;
	const before = await count();
	const raw = written({ from: 'a@b.test', to: 'x@y.test' });
	await expect(
		callerFor(null).inbound.receive({
			...{ organisation: 'menuiserie', recipient: '', raw, signature: 'x', timestamp: '1' }
		})
	).rejects.toThrow('not_signed_in');
	expect(await count()).toBe(before);
});

test('without a domain of its own mail is answered to the organisation, as ever', async () => {
	delete process.env.INBOUND_DOMAIN;
	forgetEnv();
	const { row } = await mailAboutCase(ours, 'without');
	expect(row.messageId).toBe(`<${row.id}@entendu>`);
	expect(smtp.mails.at(-1)!.headers['reply-to']).toContain('<compta@menuiserie.test>');
	listenToMail();
});

test.each(['approval-request', 'resolver-request', 'staff-alert', 'staff-digest'])(
	'a mail that went to a colleague (%s) brings no customer’s words',
	async (mail) => {
		const { row, address } = await mailAboutCase(ours, `colleague-${mail}`);
		await asOwner('update delivery set mail = $2 where id = $1', [row.id, mail]);
		await arrive(ours, written({ from: contactOf(ours).email, to: address }));
		expect(await lastFate(ours)).toMatchObject({ kind: 'triage', why: 'from_colleague' });
	}
);
