import { beforeAll, beforeEach, expect, test } from 'vitest';
import { checkPromises } from '$lib/server/checks/check-promises';
import { findingsOf } from '$lib/server/checks/queries';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { forgetEnv } from '$lib/server/env';
import { takeNew } from '$lib/server/inbound/fetch-mails';
import { receiveMail } from '$lib/server/inbound/receive-mail';
import { takeInMails } from '$lib/server/inbound/take-in-mails';
import { writeRound } from '$lib/server/inbound/write-round';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { listenToMail, written } from './mail-world';

useDatabase();
/** Nobody listens there. */
const AWAY = 'imap://inbox:x@127.0.0.1:1/INBOX';
const NONE = { standing: null, unread: null };
const WELL = { mailbox_read: 0, mails_settled: 0 };
/** The clock goes on while a test runs. */
const ABOUT_NINE = expect.toSatisfy(
	(at: Date) => Math.abs(at.getTime() - TEST_INSTANT.getTime()) < 60_000
) as Date;

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
beforeEach(async () => {
	setClock(TEST_INSTANT);
	await asOwner('delete from inbound_round');
	listenToMail({ INBOUND_IMAP_URL: AWAY, INBOUND_ORGANISATION: 'menuiserie' });
});

const minutesLater = (minutes: number) => new Date(TEST_INSTANT.getTime() + minutes * 60_000);
const told = ({ desk }: Company) => callerFor(desk.collector).desk.inbound.trouble();
const roundAt = async (minute: number) => {
	setClock(minutesLater(minute));
	await takeInMails();
};
const found = async ({ inside }: Company) => {
	await checkPromises();
	const counts = await unitOfWork(inside, findingsOf);
	return Object.fromEntries(
		counts.filter(({ check }) => check in WELL).map(({ check, count }) => [check, count])
	);
};

test('a mailbox that is away is told of after half an hour, to all who wait for it, until it is read again', async () => {
	await roundAt(0);
	await roundAt(29);
	expect(await told(ours)).toEqual(NONE);
	expect(await found(ours)).toEqual(WELL);
	await roundAt(32);
	const standing = { since: ABOUT_NINE, fault: 'broken' };
	expect(await told(ours)).toEqual({ standing, unread: null });
	expect(await told(other)).toEqual({ standing, unread: null });
	expect(await found(ours)).toEqual({ ...WELL, mailbox_read: 1 });
	expect(await callerFor(null).health.ready()).toMatchObject({ mailboxStands: true });
	await unitOfWork(ours.inside, (unit) => writeRound(unit, null));
	expect(await told(ours)).toEqual(NONE);
});

test('it is said since when it was read last, also when nobody tries any more', async () => {
	await unitOfWork(ours.inside, (unit) => writeRound(unit, null));
	setClock(minutesLater(60));
	expect(await told(ours)).toMatchObject({ standing: { since: ABOUT_NINE, fault: '' } });
});

test('a mailbox of nobody says so', async () => {
	process.env.INBOUND_ORGANISATION = 'nobody';
	forgetEnv();
	await roundAt(0);
	await roundAt(40);
	expect(await told(ours)).toMatchObject({ standing: { fault: 'no_owner' } });
});

test('without a mailbox nothing stands still', async () => {
	await roundAt(0);
	process.env.INBOUND_IMAP_URL = '';
	forgetEnv();
	setClock(minutesLater(60));
	expect(await told(ours)).toEqual(NONE);
	expect(await callerFor(null).health.ready()).toMatchObject({ mailboxStands: false });
});

test('a server that refuses to search does not say that nothing is new', async () => {
	const client = { mailbox: { uidValidity: 7n }, search: async () => false };
	await expect(takeNew(client as never, 'box', ours.inside)).rejects.toMatchObject({
		fault: 'refused'
	});
});

test('a mail that is kept and never read is told of after a quarter of an hour', async () => {
	await receiveMail(ours.inside, {
		bytes: written({ from: 'a@client.test', to: 'x@menuiserie.test' }),
		recipient: ''
	});
	await asOwner(`update inbound_mail set storage_key = 'gone'`);
	await roundAt(14);
	expect(await told(ours)).toEqual(NONE);
	await roundAt(17);
	expect(await told(ours)).toEqual({ standing: null, unread: { count: 1, since: ABOUT_NINE } });
	expect(await told(other)).toEqual(NONE);
	expect(await found(ours)).toEqual({ ...WELL, mails_settled: 1 });
	expect(await found(other)).toEqual(WELL);
});

test('a restored copy hears nothing, and no check calls that broken', async () => {
	await unitOfWork(ours.inside, (unit) => writeRound(unit, null));
	await asOwner(
		`insert into instance (id, pulse, pulsed_at, held_at) values (1, 1, $1, $1)
		on conflict (id) do update set held_at = $1`,
		[TEST_INSTANT]
	);
	setClock(minutesLater(120));
	expect(await told(ours)).toEqual(NONE);
	expect(await found(ours)).toEqual(WELL);
	await asOwner('update instance set held_at = null');
	expect(await found(ours)).toEqual({ mailbox_read: 1, mails_settled: 1 });
});
