import type { ImapFlow } from 'imapflow';
import { beforeAll, expect, test, vi } from 'vitest';
import { takeInMails } from '$lib/server/inbound/take-in-mails';
import { useDatabase } from '../../support/database';
import { buildWorld, type Company } from '../../support/world';
import { fatesOf, listenToMail, written } from './mail-world';

/** A mailbox with one mail its server cannot read to the end: no real server can be made to do that. */
const client = {
	mailbox: { uidValidity: 7n },
	search: async () => [1, 2, 3],
	fetchOne: async (uid: string) => {
		if (uid === '2') throw new Error('NO [SERVERBUG] Internal error');
		return { source: Buffer.from(mails[Number(uid) - 1]!) };
	}
};
const mails = ['one', 'two', 'three'].map((subject) =>
	written({ from: 'a@client.test', to: 'x@y.test', subject })
);
vi.mock('$lib/server/mail/imap-mailbox', () => ({
	mailboxName: () => 'box',
	inMailbox: (_: string, read: (from: ImapFlow) => Promise<void>) => read(client as never)
}));

useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
	listenToMail({
		INBOUND_IMAP_URL: 'imap://a:b@127.0.0.1/INBOX',
		INBOUND_ORGANISATION: 'menuiserie'
	});
});

test('a mail the mailbox never gives is noted, and the next ones are read', async () => {
	for (let minute = 0; minute < 6; minute++) await takeInMails();
	const fates = (await fatesOf(ours)).map(({ kind, why, subject }) => [kind, why, subject]);
	expect(fates).toHaveLength(3);
	expect(fates).toContainEqual(['dead', 'not_fetched', '']);
	expect(fates).toContainEqual(['triage', 'no_thread', 'three']);
});
