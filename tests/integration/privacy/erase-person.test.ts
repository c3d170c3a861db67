import fs from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { sealEvents } from '$lib/server/audit/seal-events';
import { isUnbroken, verifyChain } from '$lib/server/audit/verify-chain';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { storeFile } from '$lib/server/files';
import { deliverDue } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import '$lib/server/jobs/dispute-hooks';
import '$lib/server/jobs/notice-hooks';
import { NOTHING_SEEN } from '$lib/domain/fields/value';
import { isErased } from '$lib/server/privacy/erased-addresses';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import type { buildContact } from '../../support/factories';
import { buildPortalLink } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { whereHeld } from './everything-held';

useDatabase();
let ours: Company;
let other: Company;
let erased: { contactId: string; path: string; rawMail: string };

const NAME = 'Ludivine Vanderbeke';
const EMAIL = 'ludivine.vanderbeke@m1.test';
const PHONE = '+33 6 98 76 54 32';
const TRACES = ['vanderbeke', 'ludivine', '98 76 54 32', '698765432'];
const desk = (of: Company = ours) => callerFor(of.desk.admin).desk;
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((e: unknown) => e)).code;

/** Somebody who was written to, disputed, promised, was written about and wrote a mail. */
async function livesAt(of: Company): Promise<typeof erased> {
	const { account, inside } = of;
	const add = { customerId: account.customer.id, name: NAME, email: EMAIL, role: 'other' as const };
	const contactId = await desk(of).customers.addContact({ ...add, phone: '' });
	await desk(of).customers.editContact({ contactId, ...add, phone: PHONE, role: 'collections' });
	const [contact] = await asOwner<Awaited<ReturnType<typeof buildContact>>>(
		`select *, customer_id as "customerId" from contact where id = $1`,
		[contactId]
	);
	const path = await buildPortalLink(inside, contact!);
	const portal = callerFor(await portalScopeOf(path)).portal;
	await portal.customers.write({
		kind: 'question',
		body: `Rappelez-moi au ${PHONE}. ${NAME}`,
		invoiceIds: [],
		language: 'fr',
		files: [],
		idempotencyKey: uuidv7()
	});
	await portal.disputes.reply({
		...{ reference: account.dispute.reference, body: 'Voici le bon.', files: [] },
		idempotencyKey: uuidv7()
	});
	await desk(of).customers.writeNote({
		...{ noteId: uuidv7(), customerId: account.customer.id },
		body: `${NAME} ne répond qu’à ${EMAIL}, jamais au ${PHONE}.`
	});
	await desk(of).disputes.log({
		...{ customerId: account.customer.id, source: 'phone', raisedByName: NAME },
		...{ raisedByEmail: EMAIL, reasonCode: 'price_unit', requestedOutcome: 'NOA' },
		items: [{ invoiceId: account.overdue.id, claimedMinor: 1_000n }],
		explanation: `Mme Vanderbeke dit que le prix était faux. Écrire à ${EMAIL}.`,
		files: [],
		idempotencyKey: uuidv7()
	} as never);
	const fields = callerFor(of.desk.admin).desk.fields;
	const labels = { fr: 'Habitudes', en: 'Habits', de: '', es: '' };
	const { id: fieldId } = await fields.add({
		...{ subject: 'customer', kind: 'text', labels, choices: [] }
	});
	await fields.fillCustomer({
		...{ customerId: account.customer.id, seen: NOTHING_SEEN },
		values: [{ fieldId, value: `Appeler Mme Vanderbeke le matin (${EMAIL})` }]
	});
	await runDunning(inside);
	while ((await deliverDue()) > 0);
	const raw = await storeFile(inside.organisationId, new TextEncoder().encode(`From: ${EMAIL}`));
	const mailId = uuidv7();
	await asOwner(
		`insert into inbound_mail (organisation_id, id, sha256, storage_key, bytes, received_at) values ($1, $2, $3, $4, 1, $5)`,
		[inside.organisationId, mailId, raw.sha256, raw.storageKey, TEST_INSTANT]
	);
	await asOwner(
		`insert into inbound_fate (organisation_id, id, mail_id, kind, from_email, from_name, subject, text, at) values ($1, $2, $3, 'triage', $4, $5, 'Facture', 'Bonjour, Ludivine', $6)`,
		[inside.organisationId, uuidv7(), mailId, EMAIL, NAME, TEST_INSTANT]
	);
	return { contactId, path, rawMail: raw.storageKey };
}

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	await livesAt(other);
	erased = await livesAt(ours);
	for (const { inside } of [ours, other]) await sealEvents(inside, 'whole');
});

test('what is held of a person is counted, and stands all over before', async () => {
	const page = await desk().privacy.person({ code: 'M1', contactId: erased.contactId });
	const counted = Object.fromEntries(page.held.map(({ kind, count }) => [kind, count]));
	expect(counted).toMatchObject({ contact: 1, dispute: 1, message: 1, account_message: 1 });
	expect(counted.inbound_fate).toBe(1);
	expect(counted.custom_value).toBe(1);
	expect(counted.delivery).toBeGreaterThan(1);
	expect(page).toMatchObject({ addresses: [EMAIL], names: [NAME], openCases: 1, unreadMails: 1 });
	const held = await whereHeld(ours.inside.organisationId, TRACES);
	expect(held.length).toBeGreaterThan(15);
	expect(held).toContain('message.author_email');
});

test('only an administrator erases, and only somebody of his house', async () => {
	const { contactId } = erased;
	expect(await refusal(callerFor(ours.desk.collector).desk.privacy.erase({ contactId }))).toBe(
		'not_allowed'
	);
	expect(await refusal(desk(other).privacy.erase({ contactId }))).toBe('not_found');
});

describe('once a person is erased', () => {
	let amounts: unknown;
	const ledger = () =>
		asOwner(
			`select number, total_minor, currency, (select coalesce(sum(claimed_minor), 0) from dispute_item d where d.invoice_id = i.id) as claimed
			from invoice i where organisation_id = $1 order by number`,
			[ours.inside.organisationId]
		);

	beforeAll(async () => {
		amounts = await ledger();
		setClock(new Date(TEST_INSTANT.getTime() + 60_000));
		await desk().privacy.erase({ contactId: erased.contactId });
	});

	test('no column of the database names him, in his organisation only', async () => {
		expect(await whereHeld(ours.inside.organisationId, TRACES)).toEqual([]);
		expect((await whereHeld(other.inside.organisationId, TRACES)).length).toBeGreaterThan(15);
	});

	test('amounts and cases are what they were', async () => {
		expect(await ledger()).toEqual(amounts);
		const [row] = await asOwner<{ explanation: string }>(
			`select explanation from dispute where organisation_id = $1 and source = 'phone'`,
			[ours.inside.organisationId]
		);
		expect(row!.explanation).toMatch(
			/^Mme Personne effacée \w{6} dit que le prix était faux\. Écrire à erased-.*@erased\.invalid\.$/
		);
	});

	test('what was filled in about his account stays, without him', async () => {
		const { fields } = await desk().fields.ofCustomer({ customerId: ours.account.customer.id });
		expect(fields[0]!.value).toMatch(
			/^Appeler Mme Personne effacée \w{6} le matin \(erased-.*@erased\.invalid\)$/
		);
	});

	test('the chain of the log holds, old events included, sealed before and after', async () => {
		await sealEvents(ours.inside, 'whole');
		const verified = await verifyChain(ours.inside);
		expect(verified.broken).toBeNull();
		expect(isUnbroken(verified)).toBe(true);
		const [{ n }] = (await asOwner<{ n: number }>(
			`select count(*)::int as n from audit_redaction where organisation_id = $1`,
			[ours.inside.organisationId]
		)) as [{ n: number }];
		expect(n).toBeGreaterThan(2);
	});

	test('a changed event is still found, and so is an erasure the log knows nothing of', async () => {
		const { organisationId } = ours.inside;
		const [event] = await asOwner<{ event_id: string; hash: string }>(
			`select event_id, hash from audit_redaction where organisation_id = $1 order by id limit 1`,
			[organisationId]
		);
		await asOwner(`alter table audit_redaction disable trigger user`);
		await asOwner(`update audit_redaction set hash = 'x' where event_id = $1`, [event!.event_id]);
		expect((await verifyChain(ours.inside)).broken).toMatchObject({
			kind: 'event_changed',
			eventId: event!.event_id
		});
		await asOwner(`update audit_redaction set hash = $2 where event_id = $1`, [
			event!.event_id,
			event!.hash
		]);
		await asOwner(
			`insert into audit_redaction (organisation_id, id, erasure_id, event_id, hash)
			select $1, $2, $2, id, 'x' from audit_event where organisation_id = $1 and id not in (select event_id from audit_redaction) limit 1`,
			[organisationId, uuidv7()]
		);
		expect((await verifyChain(ours.inside)).broken).toMatchObject({ kind: 'redaction_unknown' });
		await asOwner(`delete from audit_redaction where hash = 'x'`);
		await asOwner(`alter table audit_redaction enable trigger user`);
		expect((await verifyChain(ours.inside)).broken).toBeNull();
	});

	test('his link opens nothing, his mail as it came is gone, and he is found nowhere', async () => {
		await expect(portalScopeOf(erased.path)).rejects.toThrow();
		expect(fs.existsSync(`${process.env.DATA_DIR}/files/${erased.rawMail}`)).toBe(false);
		const { code } = { code: 'M1' };
		expect(await refusal(desk().privacy.person({ code, contactId: erased.contactId }))).toBe(
			'not_found'
		);
		const [former] = await desk().privacy.former({ code });
		expect(former).toMatchObject({ id: erased.contactId });
		expect(former!.erasedAt).not.toBeNull();
	});

	test('evidence is closed again, to everybody', async () => {
		await expect(
			unitOfWork(ours.inside, ({ tx }) => tx.execute(`update audit_event set actor_name = 'x'`))
		).rejects.toThrow();
		await expect(
			unitOfWork(ours.inside, ({ tx }) => tx.execute(`update inbound_fate set text = 'x'`))
		).rejects.toThrow();
	});

	test('his address comes back only by his own wish', async () => {
		const { id: customerId } = ours.account.customer;
		const again = { customerId, name: NAME, email: EMAIL.toUpperCase(), role: 'other' as const };
		expect(await refusal(desk().customers.addContact(again))).toBe('address_erased');
		const { contact } = ours.neighbour;
		const edit = { contactId: contact.id, name: contact.name, role: 'other' as const };
		expect(await refusal(desk().customers.editContact({ ...edit, email: EMAIL }))).toBe(
			'address_erased'
		);
		expect(await unitOfWork(other.inside, (unit) => isErased(unit, EMAIL))).toBe(false);
		await desk().customers.addContact({ ...again, comesBack: true });
		expect(await unitOfWork(ours.inside, (unit) => isErased(unit, EMAIL))).toBe(false);
	});
});
