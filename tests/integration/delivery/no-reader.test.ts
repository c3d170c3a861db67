import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { linkPath } from '$lib/server/auth/links';
import { replaceLinks } from '$lib/server/auth/replace-links';
import { setClock } from '$lib/server/clock';
import { editContact } from '$lib/server/customers/edit-contact';
import { removeContact } from '$lib/server/customers/remove-contact';
import { unitOfWork } from '$lib/server/db/client';
import { deliverAll, deliverDue } from '$lib/server/delivery/deliver';
import { putMail } from '$lib/server/delivery/outbox';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { forgetEnv } from '$lib/server/env';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildDispute, buildOrganisation } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { startSmtp, type Smtp } from '../../support/smtp';
import { buildWorld, type Company } from '../../support/world';
import { debtor, deliveriesIn, noticesIn } from '../dunning/world';
import { deliveriesOf, RECEIVED } from './outbox-world';

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
beforeEach(async () => {
	setClock(TEST_INSTANT);
	await asOwner(`update delivery set status = 'cancelled' where status in ('planned', 'retry')`);
	smtp.mails.length = 0;
});
afterAll(() => smtp.close());

type Contact = Awaited<ReturnType<typeof buildContact>>;

const aContact = (company: Company, name: string): Promise<Contact> =>
	buildContact(company.inside, company.account.customer, {
		name,
		email: `${name.toLowerCase()}-${uuidv7()}@m1.test`
	});

/** A mail about a case, with a door of its own, queued and not yet sent. */
const queueFor = (company: Company, contact: Contact): Promise<void> =>
	unitOfWork(company.inside, (unit) =>
		putMail(unit, {
			mail: 'dispute-received',
			onceKey: `queued:${contact.id}`,
			to: { email: contact.email, name: contact.name, language: 'fr' },
			facts: RECEIVED,
			customerId: company.account.customer.id,
			link: { kind: 'portal', contactId: contact.id }
		})
	);

const fateOf = async (company: Company, email: string) => {
	const rows = (await deliveriesOf(company)).filter(({ toEmail }) => toEmail === email);
	return rows.map(({ status, response }) => [status, response]);
};
const reached = () => smtp.mails.map(({ to }) => /<(.+)>/.exec(to)![1]).sort();
const scopeOfLink = (linkId: string) => portalScopeOf(linkPath('portal', linkId));
const remove = (company: Company, contact: Contact) =>
	unitOfWork(company.inside, (unit) => removeContact(unit, contact.id));

describe('a mail in the outbox whose reader is gone', () => {
	test('does not leave once he is removed, and says so; others get theirs, in both houses', async () => {
		const gone = await aContact(ours, 'Paul');
		const stays = await aContact(ours, 'Ana');
		const theirs = await aContact(other, 'Olivia');
		await queueFor(ours, gone);
		await queueFor(ours, stays);
		await queueFor(other, theirs);
		await remove(ours, gone);
		await deliverAll();
		expect(reached()).toEqual([stays.email, theirs.email].sort());
		expect(await fateOf(ours, gone.email)).toEqual([['cancelled', 'contact_removed']]);
		expect(
			await asOwner(
				`select data from audit_event where action = 'delivery.cancelled' and organisation_id = $1
					and data->'reasons' ? 'contact_removed'`,
				[ours.inside.organisationId]
			)
		).toEqual([{ data: { mail: 'dispute-received', reasons: ['contact_removed'] } }]);
	});

	test('does not leave to the mailbox he had before, nor with a link that was ended', async () => {
		const moved = await aContact(ours, 'Marc');
		const careful = await aContact(ours, 'Lea');
		for (const one of [moved, careful]) await queueFor(ours, one);
		const { name, phone, role, timeZone, language } = moved;
		await unitOfWork(ours.inside, (unit) =>
			editContact(unit, moved.id, {
				...{ name, phone, role, timeZone, language },
				email: `new-${moved.email}`
			})
		);
		const [mail] = (await deliveriesOf(ours)).filter(({ toEmail }) => toEmail === careful.email);
		await replaceLinks(await scopeOfLink(mail!.linkId!));
		await deliverAll();
		await deliverAll();
		// The fresh link leaves: it was made after the old ones ended. What waited leaves anew, with a door that opens.
		expect(reached()).toEqual([careful.email, careful.email, `new-${moved.email}`].sort());
		const left = ['sent', expect.stringContaining('250')];
		expect(await fateOf(ours, moved.email)).toEqual([['cancelled', 'contact_moved']]);
		expect(await fateOf(ours, `new-${moved.email}`)).toEqual([left]);
		expect((await fateOf(ours, careful.email)).sort()).toEqual([
			['cancelled', 'link_ended'],
			left,
			left
		]);
		const again = (await deliveriesOf(ours)).filter(({ onceKey }) => onceKey.includes(':again:'));
		expect(again.map(({ mail }) => mail)).toEqual(['dispute-received', 'dispute-received']);
		for (const { linkId } of again)
			expect((await scopeOfLink(linkId!)).customerId).toBe(ours.account.customer.id);
	});

	test('does not leave to a colleague who follows the case no longer', async () => {
		const { contact, overdue, portalPath } = ours.account;
		const about = await buildDispute(ours.inside, overdue, {
			claimedMinor: 100n,
			raisedByName: contact.name,
			raisedByEmail: contact.email,
			raisedByContactId: contact.id
		});
		const portal = callerFor(await portalScopeOf(portalPath)).portal.disputes;
		const follow = (name: string, email: string) =>
			portal.follow({ reference: about.reference, name, email, language: 'fr' });
		await follow('Chantier', 'chantier@m1.test');
		await follow('Atelier', 'atelier@m1.test');
		const desk = callerFor(ours.desk.collector).desk.disputes;
		const { followers } = await desk.page({ reference: about.reference });
		const leaving = followers.find(({ name }) => name === 'Chantier')!;
		await portal.unfollow({ reference: about.reference, followerId: leaving.id });
		await deliverAll();
		expect(reached()).toEqual(['atelier@m1.test']);
		expect(await fateOf(ours, 'chantier@m1.test')).toEqual([['cancelled', 'follower_ended']]);
	});

	test('never leaves twice, however many deliver while readers are removed', async () => {
		const people = await Promise.all(
			Array.from({ length: 8 }, (_, at) => aContact(ours, `Reader${at}`))
		);
		for (const one of people) await queueFor(ours, one);
		const gone = people.slice(0, 3);
		for (const one of gone) await remove(ours, one);
		await Promise.all([
			...Array.from({ length: 10 }, () => deliverDue()),
			...people.slice(3, 5).map((one) => remove(ours, one))
		]);
		await deliverAll();
		expect(new Set(reached()).size).toBe(smtp.mails.length);
		for (const { email } of gone) expect(reached()).not.toContain(email);
		for (const { email } of people.slice(5)) expect(reached()).toContain(email);
	});
});

describe('a reminder in the outbox', () => {
	test('whose link its reader ended is planned anew, with one that opens', async () => {
		const inside = await buildOrganisation();
		const debtors = [await debtor(inside), await debtor(inside), await debtor(inside)];
		await runDunning(inside);
		const careful = debtors[1]!;
		const rows = await deliveriesIn(inside);
		const mail = rows.find(({ customerId }) => customerId === careful.customer.id)!;
		await replaceLinks(await scopeOfLink(mail.linkId!));
		await deliverAll();
		const [notice] = await noticesIn(inside, careful.customer.id);
		expect([notice!.status, notice!.reasons]).toEqual(['cancelled', ['link_ended']]);
		expect(reached().filter((email) => email === careful.contact.email)).toHaveLength(1);
		const untouched = [debtors[0]!, debtors[2]!].map(({ contact }) => contact.email);
		expect(reached()).toEqual(expect.arrayContaining(untouched));
		setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
		await runDunning(inside);
		await deliverAll();
		const [again] = await noticesIn(inside, careful.customer.id);
		expect(again!.status).toBe('sent');
		for (const { contact } of [debtors[0]!, debtors[2]!])
			expect(reached().filter((email) => email === contact.email)).toHaveLength(1);
	});
});
