import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { putMail } from '$lib/server/delivery/outbox';
import { receiveMail } from '$lib/server/inbound/receive-mail';
import { settleMail } from '$lib/server/inbound/settle-mail';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { sharedFiles, sharedTitle } from '../../support/shared-data';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf, RECEIVED } from '../delivery/outbox-world';
import { fatesOf, listenToMail, messagesIn, replyAddressOf, SERVER } from './mail-world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	listenToMail();
});

/** Of one mail, from its bytes to what became of it. */
const MOST_MS = 1_000;
const taken: { name: string; ms: number }[] = [];
afterAll(() => {
	const slowest = taken.reduce((most, one) => (one.ms > most.ms ? one : most), {
		...{ name: 'none', ms: 0 }
	});
	console.info(`${taken.length} mails, the slowest ${slowest.name}: ${slowest.ms.toFixed(0)} ms`);
});

/** As it came, read and settled: what became of it, and that nobody waited for it. */
async function fateOf(name: string, bytes: Uint8Array, recipient = '') {
	const start = performance.now();
	const { mailId } = await receiveMail(ours.inside, { bytes, recipient });
	await settleMail(ours.inside, mailId);
	const ms = performance.now() - start;
	taken.push({ name, ms });
	expect(ms, name).toBeLessThanOrEqual(MOST_MS);
	const [fate] = await asOwner<{ kind: string; why: string }>(
		`select f.kind, f.why from inbound_fate f where f.mail_id = $1`,
		[mailId]
	);
	return fate!;
}
const named = (fates: readonly { name: string; kind: string; why: string }[], kinds: string[]) =>
	fates.filter(({ kind }) => kinds.includes(kind)).map(({ name, why }) => `${name} (${why})`);

type Corpus = ReturnType<typeof sharedFiles>;
async function fatesIn(corpus: Corpus) {
	const fates: { name: string; kind: string; why: string }[] = [];
	for (const { name, bytes } of corpus) fates.push({ name, ...(await fateOf(name, bytes)) });
	return fates;
}

describe('mails others collected, taken in as ours are', () => {
	const bounces = sharedFiles('mail-bounces', '.eml');
	it.skipIf(bounces.length === 0)(
		sharedTitle('98 of 100 bounces and automatic mails are put aside as such', 'mail-bounces'),
		async () => {
			const fates = await fatesIn(bounces);
			const missed = named(fates, ['message', 'triage', 'dead']);
			expect(missed.length / bounces.length, missed.join(', ')).toBeLessThanOrEqual(0.02);
			expect(named(fates, ['dead'])).toEqual([]);
		}
	);

	const mime = sharedFiles('mail-mime', '.eml');
	it.skipIf(mime.length === 0)(
		sharedTitle('every structure is read, and a person looks at what people wrote', 'mail-mime'),
		async () => {
			for (const { name, kind } of await fatesIn(mime))
				expect([name, kind]).toEqual([name, name.includes('arf') ? 'machine' : 'triage']);
		}
	);

	const replies = sharedFiles('mail-replies', '.txt');
	it.skipIf(replies.length === 0)(
		sharedTitle('every reply of a person lands on his case in his words', 'mail-replies'),
		async () => {
			const { address, from } = await askedByMail();
			let day = TEST_INSTANT;
			for (const { name, bytes } of replies) {
				// One a day: many in an hour, or the same words again on the same day, are looked at.
				setClock((day = new Date(day.getTime() + 25 * 3_600_000)));
				const { kind, why } = await fateOf(name, replied(from, bytes), address);
				expect([name, kind, why]).toEqual([name, 'message', '']);
			}
			const landed = await messagesIn(ours, ours.account.dispute.id);
			expect(landed).toHaveLength(replies.length);
			expect(landed.filter(({ body }) => body.trim() === '')).toEqual([]);
		}
	);

	it('none of it reaches another organisation', async () => {
		expect(await fatesOf(other)).toEqual([]);
	});
});

/** Sent to whoever follows the case. */
async function askedByMail() {
	const { contact, customer, dispute } = ours.account;
	await unitOfWork(ours.inside, (unit) =>
		putMail(unit, {
			...{ mail: 'dispute-received', onceKey: 'asked' },
			to: { email: contact.email, name: contact.name, language: 'fr' },
			facts: { ...RECEIVED, reference: dispute.reference },
			...{ customerId: customer.id, disputeId: dispute.id },
			link: { kind: 'portal', contactId: contact.id }
		})
	);
	await deliverDue();
	const row = (await deliveriesOf(ours)).find(({ onceKey }) => onceKey === 'asked')!;
	return { address: replyAddressOf(ours, row), from: contact.email };
}

/** Words somebody typed, as his mail program sends them. */
const replied = (from: string, words: Uint8Array): Uint8Array =>
	Buffer.concat([
		Buffer.from(
			[
				`Authentication-Results: ${SERVER}; dmarc=pass header.from=${from.split('@')[1]}`,
				...[`From: Ana <${from}>`, 'Subject: Re: Relance', 'MIME-Version: 1.0'],
				'Content-Type: text/plain; charset=utf-8',
				...['', '']
			].join('\r\n')
		),
		words
	]);
