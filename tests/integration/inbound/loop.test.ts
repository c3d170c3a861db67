import { beforeAll, beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { disputeFollower } from '$lib/server/db/schema/followers';
import { deliverDue } from '$lib/server/delivery/deliver';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildPortalLink } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { startSmtp, type Smtp } from '../../support/smtp';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf, putReceived } from '../delivery/outbox-world';
import { uuidv7 } from 'uuidv7';
import { arrive, listenToMail, replyAddressOf, SERVER } from './mail-world';
import '$lib/server/jobs/notice-hooks';

useDatabase();

/** Two houses, each of which is the customer of the other, at the address mail comes in to. */
let ours: Company;
let other: Company;
let smtp: Smtp;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	smtp = await startSmtp();
	listenToMail({ SMTP_URL: smtp.url });
	await followEachOther(ours, other);
	await followEachOther(other, ours);
	await deliverDue();
	return () => smtp.close();
});
beforeEach(() => {
	smtp.mails.length = 0;
	smtp.raw.length = 0;
});

const HOUSE = { m: 'compta@menuiserie.test', n: 'ar@northwind.test' };
const houseOf = (company: Company): string => (company === ours ? HOUSE.m : HOUSE.n);

/** A case of `of` whose raiser reads at the secret reply address of `by`, and which the house of `by` follows. */
async function followEachOther(of: Company, by: Company): Promise<void> {
	const { inside, account } = of;
	await putReceived(by, `door of ${houseOf(by)}`);
	const sent = (await deliveriesOf(by)).find(
		({ onceKey }) => onceKey === `door of ${houseOf(by)}`
	)!;
	await asOwner('update delivery set dispute_id = $1 where id = $2', [
		by.account.dispute.id,
		sent.id
	]);
	await asOwner(
		'update dispute set raised_by_email = $1, raised_by_contact_id = null where id = $2',
		[replyAddressOf(by, sent), account.dispute.id]
	);
	const contact = await buildContact(inside, account.customer, {
		email: houseOf(by),
		name: 'House'
	});
	await buildPortalLink(inside, contact);
	await unitOfWork(inside, ({ tx, now, scope: { organisationId } }) =>
		tx.insert(disputeFollower).values({
			...{
				organisationId,
				id: uuidv7(),
				customerId: account.customer.id,
				disputeId: account.dispute.id
			},
			...{ name: 'House', email: contact.email, language: 'fr', contactId: contact.id },
			...{ addedAt: now, addedByKind: 'customer', addedByName: 'House', stopHash: uuidv7() }
		})
	);
}

/** Whatever leaves for one of the two arrives there, as its mail server would hand it over. */
async function wire(change: (mail: string) => string): Promise<void> {
	for (let at = 0; at < smtp.raw.length && at < 60; at++) {
		const { to } = smtp.mails[at]!;
		const company = /menuiserie/.test(to) ? ours : other;
		const mail = smtp.raw[at]!.toString('latin1');
		const raw = Buffer.from(vouchedFor(mail) + change(mail), 'latin1');
		await arrive(company, new Uint8Array(raw), {
			recipient: /<?([^<>\s]+@[^<>\s]+)>?$/.exec(to)![1]!
		});
		await deliverDue();
	}
}

/** As a mail server says that a mail is from the domain it names. */
function vouchedFor(mail: string): string {
	const domain = /^From:.*@([^>\s]+)/im.exec(mail)![1];
	return `Authentication-Results: ${SERVER}; dmarc=pass header.from=${domain}\r\n`;
}

const begin = async (body: string) => {
	const desk = callerFor(ours.desk.collector).desk;
	await desk.disputes.post({
		...{ disputeId: ours.account.dispute.id, audience: 'customer', body },
		idempotencyKey: `loop-${body}`
	});
	await deliverDue();
};

test('two installations wired to each other stop at four mails', async () => {
	await begin('Bonjour');
	await wire((mail) => mail);
	expect(smtp.raw.length).toBeGreaterThan(0);
	expect(smtp.raw.length).toBeLessThanOrEqual(4);
});

/** What a relay may take off or write anew: nothing says any more that nobody typed it. */
const unmarked = () => {
	let count = 0;
	return (mail: string) =>
		mail
			.replace(/^Auto-Submitted:.*\r\n/m, '')
			.replace(/^Message-ID:[^>]*>/m, () => `Message-ID: <${++count}@relay.test>`);
};

test('at four as well where something on the way takes every mark of a machine off them', async () => {
	setClock(new Date(TEST_INSTANT.getTime() + 3 * 3_600_000));
	await begin('Encore');
	await wire(unmarked());
	expect(smtp.raw.length).toBeGreaterThan(0);
	expect(smtp.raw.length).toBeLessThanOrEqual(4);
});

test('and they stop, later, where it takes the address for answers off too', async () => {
	setClock(new Date(TEST_INSTANT.getTime() + 6 * 3_600_000));
	await begin('Toujours');
	const strip = unmarked();
	await wire((mail) => strip(mail).replace(/^Reply-To:.*\r\n(?:[ \t].*\r\n)*/m, ''));
	const fates = await asOwner<{ why: string }>(
		`select why from inbound_fate where why like 'loop_%'`
	);
	expect(fates.length).toBeGreaterThan(0);
	expect(smtp.raw.length).toBeLessThan(60);
});
