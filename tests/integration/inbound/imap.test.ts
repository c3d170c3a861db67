import { beforeAll, expect, test } from 'vitest';
import { now } from '$lib/server/clock';
import { takeInMails } from '$lib/server/inbound/take-in-mails';
import { forgetEnv } from '$lib/server/env';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { hasDovecot, startDovecot, type Dovecot } from '../../support/dovecot';
import { buildWorld, type Company } from '../../support/world';
import { fatesOf, listenToMail, written } from './mail-world';

useDatabase();

const title = (text: string): string =>
	hasDovecot ? text : `${text} (left out: Dovecot is not installed, or not started as root)`;

let ours: Company;
let other: Company;
let imap: Dovecot;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	if (!hasDovecot) return;
	imap = await startDovecot();
	listenToMail({ INBOUND_IMAP_URL: imap.url, INBOUND_ORGANISATION: 'menuiserie' });
	return () => imap.close();
});

const mailFrom = (name: string) =>
	written({ from: `${name}@client.test`, to: 'compta@menuiserie.test', subject: name });
const subjects = async (company: Company) => (await fatesOf(company)).map(({ subject }) => subject);

test.skipIf(!hasDovecot)(
	title('new mail is fetched once, and stays unread where it lies'),
	async () => {
		imap.put(mailFrom('one'));
		imap.put(mailFrom('two'));
		await takeInMails();
		await takeInMails();
		expect((await subjects(ours)).sort()).toEqual(['one', 'two']);
		imap.put(mailFrom('three'));
		await takeInMails();
		expect((await subjects(ours)).sort()).toEqual(['one', 'three', 'two']);
		expect(await subjects(other)).toEqual([]);
	}
);

test.skipIf(!hasDovecot)(
	title('two processes that fetch at once keep each mail once'),
	async () => {
		imap.put(mailFrom('four'));
		imap.put(mailFrom('five'));
		await Promise.all([takeInMails(), takeInMails()]);
		await takeInMails();
		const all = await subjects(ours);
		expect(all).toHaveLength(5);
		expect(new Set(all).size).toBe(5);
	}
);

test.skipIf(!hasDovecot)(
	title('a mailbox that counts anew brings nothing back, and what is new comes'),
	async () => {
		const counts = () =>
			asOwner<{ v: string }>('select distinct uid_validity::text as v from inbound_mail');
		const [before] = await counts();
		await imap.countAnew();
		imap.put(mailFrom('six'));
		await takeInMails();
		await takeInMails();
		expect(await subjects(ours)).toHaveLength(6);
		const after = await counts();
		expect(after).toHaveLength(1);
		expect(after).not.toEqual([before]);
	}
);

test.skipIf(!hasDovecot)(
	title('a mailbox that is away keeps nobody from what is kept already'),
	async () => {
		await asOwner(`delete from inbound_fate where subject = 'six'`);
		process.env.INBOUND_IMAP_URL = 'imap://inbox:x@127.0.0.1:1/INBOX';
		forgetEnv();
		await takeInMails();
		expect(await subjects(ours)).toHaveLength(6);
	}
);

test.skipIf(!hasDovecot)(
	title('a mail that lay in the mailbox came when it came there, and none comes later than now'),
	async () => {
		listenToMail({ INBOUND_IMAP_URL: imap.url, INBOUND_ORGANISATION: 'menuiserie' });
		const friday = new Date(TEST_INSTANT.getTime() - 4 * 86_400_000);
		imap.put(mailFrom('before the weekend'), friday);
		imap.put(mailFrom('of a clock that runs ahead'), new Date(TEST_INSTANT.getTime() + 86_400_000));
		await takeInMails();
		const came = await asOwner<{ at: Date }>(
			`select m.received_at as at from inbound_mail m join inbound_fate f on f.mail_id = m.id
			where f.subject = any($1) order by m.received_at`,
			[['before the weekend', 'of a clock that runs ahead']]
		);
		expect(came).toHaveLength(2);
		expect(came[0]!.at).toEqual(friday);
		expect(came[1]!.at.getTime()).toBeLessThanOrEqual(now().getTime());
	}
);
