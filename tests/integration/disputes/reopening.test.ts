import { beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { message } from '$lib/server/db/schema/messages';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type InvoiceRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let invoice: InvoiceRow;
let disputeId: string;
let reference: string;

const desk = (company = ours) => callerFor(company.desk.collector).desk;
/** Days after the case was closed. */
const later = (days: number) => setClock(new Date(TEST_INSTANT.getTime() + days * 24 * 3_600_000));
const reopen = (company = ours) =>
	desk(company).disputes.reopen({ disputeId, note: 'Le client conteste encore.' });

beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	const made = await buildDispute(ours.inside, invoice, { claimedMinor: 30_000n });
	disputeId = made.id;
	reference = made.reference;
	await desk().disputes.close({ disputeId, to: 'not_a_dispute', note: 'Vu au téléphone.' });
});

test('on its last day a closed case goes on', async () => {
	later(30);
	expect(await reopen()).toBeNull();
	expect(await statusOf(disputeId)).toBe('in_progress');
});

test('a day later a new case takes it up, and each names the other', async () => {
	later(31);
	const opened = await reopen();
	expect(opened?.reference).toMatch(/^LIT-/);
	expect(await statusOf(disputeId)).toBe('not_a_dispute');
	const made = await desk().disputes.page({ reference: opened!.reference });
	expect(made).toMatchObject({ follows: reference, followedBy: [], claimed: { minor: 30_000n } });
	expect(await desk().disputes.page({ reference })).toMatchObject({
		follows: null,
		followedBy: [opened!.reference],
		// Nothing is left to open here.
		openIn: opened!.reference
	});
	expect(await reopen()).toEqual(opened);
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	expect(await portal.disputes.show({ reference })).toMatchObject({
		followedBy: [opened!.reference]
	});
});

test('its customer reads in the mail and on both pages that it follows the old one, and what was credited there', async () => {
	const made = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 30_000n, raisedByEmail: 'ana@m1.test', raisedByName: 'Ana Petit' }
	});
	await desk().disputes.decide({
		...{ disputeId: made.id, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor: 10_000n, explanation: 'Une partie.' }
	});
	await desk().disputes.resolve({ disputeId: made.id, creditNoteNumber: `AV-${made.reference}` });
	later(60);
	const opened = await desk().disputes.reopen({ disputeId: made.id, note: 'Il conteste.' });
	const settled = { minor: 10_000n, currency: 'EUR' };
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const shown = await portal.disputes.show({ reference: opened!.reference });
	expect(shown).toMatchObject({
		...{ follows: made.reference, settledBefore: settled, claimed: { minor: 20_000n } }
	});
	const form = await portal.disputes.amendForm({ reference: opened!.reference });
	expect(form.before).toEqual({ reference: made.reference, settled });
	const [row] = await asOwner<{ id: string }>('select id from dispute where reference = $1', [
		opened!.reference
	]);
	const mail = (await mailsAbout(row!.id)).find((one) => one.mail === 'dispute-received');
	expect(mail?.facts.follows).toMatchObject({ reference: made.reference });
});

test('whatever became of its reason: the new case has it, the words of then, and the note of the colleague inside', async () => {
	await asOwner(
		'update reason set archived_at = now(), explanation_required = true where id = (select reason_id from dispute where id = $1)',
		[disputeId]
	);
	later(31);
	const opened = await reopen();
	const [old, made] = await asOwner<{ id: string; explanation: string; source: string }>(
		'select * from dispute where id = $1 or follows_id = $1 order by id',
		[disputeId]
	);
	expect(made).toMatchObject({ explanation: old!.explanation, source: 'follow' });
	expect(await messagesOf(made!.id)).toEqual([
		{ audience: 'internal', author_kind: 'staff', body: 'Le client conteste encore.' }
	]);
	expect(opened).not.toBeNull();
	await asOwner('update reason set archived_at = null, explanation_required = false');
});

test('what took it up is over too: that one is opened again, and later one more takes it up', async () => {
	later(31);
	const first = await reopen();
	const [{ id }] = (await asOwner<{ id: string }>('select id from dispute where reference = $1', [
		first!.reference
	])) as [{ id: string }];
	await desk().disputes.close({ disputeId: id, to: 'not_a_dispute', note: 'Vu.' });
	later(40);
	expect(await reopen()).toEqual(first);
	expect(await statusOf(id)).toBe('in_progress');
	await desk().disputes.close({ disputeId: id, to: 'not_a_dispute', note: 'Vu encore.' });
	later(90);
	const next = await reopen();
	expect(next!.reference).not.toBe(first!.reference);
	expect(await desk().disputes.page({ reference: next!.reference })).toMatchObject({
		follows: first!.reference
	});
});

test('nobody opens the case that took it up without having read what its customer wrote in it', async () => {
	later(31);
	const first = await reopen();
	const { id, customerId } = (
		await asOwner<{ id: string; customerId: string }>(
			'select id, customer_id as "customerId" from dispute where reference = $1',
			[first!.reference]
		)
	)[0]!;
	await desk().disputes.close({ disputeId: id, to: 'not_a_dispute', note: 'Vu.' });
	later(40);
	const before = (await desk().disputes.page({ reference })).goesOnIn!;
	expect(before).toMatchObject({ reference: first!.reference, said: null });
	await unitOfWork(ours.inside, (unit) =>
		unit.tx.insert(message).values({
			...{ organisationId: ours.inside.organisationId, id: uuidv7(), customerId, disputeId: id },
			...{ audience: 'customer' as const, authorKind: 'customer' as const, authorName: 'Ana' },
			...{ body: 'Je conteste toujours.', at: unit.now, idempotencyKey: uuidv7() }
		})
	);
	const again = (seenFollowing: string) =>
		desk().disputes.reopen({ disputeId, note: 'Le client conteste encore.', seenFollowing });
	await expect(again(before.version)).rejects.toMatchObject({
		cause: { code: 'wrote_meanwhile', details: { words: 'Je conteste toujours.' } }
	});
	expect(await statusOf(id)).toBe('not_a_dispute');
	const now = (await desk().disputes.page({ reference })).goesOnIn!;
	expect(now.said).toMatchObject({ words: 'Je conteste toujours.' });
	expect(await again(now.version)).toEqual(first);
	expect(await statusOf(id)).toBe('in_progress');
});

test('a second why is kept on the case that goes on, once', async () => {
	later(31);
	const opened = await reopen();
	const say = () => desk().disputes.reopen({ disputeId, note: 'Il rappelle.' });
	expect(await say()).toEqual(opened);
	await say();
	const [row] = await asOwner<{ id: string }>('select id from dispute where follows_id = $1', [
		disputeId
	]);
	expect((await messagesOf(row!.id)).map(({ body }) => body)).toEqual([
		'Le client conteste encore.',
		'Il rappelle.'
	]);
});

const messagesOf = (id: string) =>
	asOwner<{ audience: string; author_kind: string; body: string }>(
		'select audience, author_kind, body from message where dispute_id = $1 order by id',
		[id]
	);

test('the house says within how many days', async () => {
	await asOwner('update organisation set reopen_days = 0 where id = $1', [
		ours.inside.organisationId
	]);
	expect(await reopen()).toBeNull();
	await desk().disputes.close({ disputeId, to: 'not_a_dispute', note: 'Vu.' });
	later(1);
	expect(await reopen()).not.toBeNull();
	await asOwner('update organisation set reopen_days = 30 where id = $1', [
		ours.inside.organisationId
	]);
});

test('another organisation opens nothing', async () => {
	later(31);
	await expect(reopen(other)).rejects.toMatchObject({ message: 'not_found' });
});
