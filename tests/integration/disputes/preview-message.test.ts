import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverDue } from '$lib/server/delivery/deliver';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let about: { id: string; reference: string };

beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
beforeEach(async () => {
	const { contact, overdue } = ours.account;
	about = await buildDispute(ours.inside, overdue, {
		claimedMinor: 100n,
		...{ raisedByName: contact.name, raisedByEmail: contact.email },
		raisedByContactId: contact.id
	});
});

const desk = (company = ours) => callerFor(company.desk.collector).desk.disputes;
const body = 'Le bon de livraison est signé.\nVoulez-vous le voir ?';
const preview = (more: object = {}, company = ours) =>
	desk(company).previewPost({ disputeId: about.id, body, ...more });
const sent = async (needsReply: boolean) => {
	await desk().post({
		...{ disputeId: about.id, audience: 'customer', body, needsReply },
		...{ idempotencyKey: uuidv7(), files: [] }
	});
	await deliverDue();
	return asOwner<{ to_email: string; subject: string; text: string }>(
		'select to_email, subject, text from delivery where dispute_id = $1 order by id',
		[about.id]
	);
};
/** Where a link stood, words or an address. */
const inert = (text: string) => text.replace(/\[[^\]]*\]|https?:\S+|stop\.invalid\S*/g, '…');

test('shows each who follows the mail he gets, in his language, and writes nothing', async () => {
	await desk().follow({
		...{ disputeId: about.id, name: 'Ann Lee', email: 'ann@client.test', language: 'en' }
	});
	const before = await mailsAbout(about.id);
	const audited = await auditOf(about.id);
	const mails = await preview();
	expect(mails.map(({ email, language }) => [email, language])).toEqual([
		[ours.account.contact.email, 'fr'],
		['ann@client.test', 'en']
	]);
	for (const { html, text, subject } of mails) {
		expect(subject).toContain(about.reference);
		expect(text).toContain('Le bon de livraison est signé.');
		expect(html).toContain('Voulez-vous le voir');
		expect(html + text).not.toMatch(/link\.invalid|stop\.invalid|\/p\//);
	}
	expect(await mailsAbout(about.id)).toEqual(before);
	expect(await auditOf(about.id)).toEqual(audited);
	expect(await asOwner('select id from message where dispute_id = $1', [about.id])).toEqual([]);
});

test.each([false, true])('is the mail that leaves then (asked for a reply: %s)', async (asks) => {
	const [seen] = await preview({ needsReply: asks });
	expect(await statusOf(about.id)).not.toBe('waiting_customer');
	const [left] = await sent(asks);
	expect(left!.subject).toBe(seen!.subject);
	expect(inert(left!.text)).toBe(inert(seen!.text));
});

test('goes to nobody where nobody is told', async () => {
	about = await buildDispute(ours.inside, ours.account.overdue, { claimedMinor: 100n });
	await asOwner(`update dispute set raised_by_email = '' where id = $1`, [about.id]);
	expect(await preview()).toEqual([]);
});

test('is refused without words, and to another house', async () => {
	await expect(preview({ body: ' ' })).rejects.toThrow();
	await expect(preview({}, other)).rejects.toThrow('not_found');
});
