import { beforeAll, expect, test } from 'vitest';
import { takeNew } from '$lib/server/inbound/fetch-mails';
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
useDatabase();
let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
	listenToMail();
});

test('a mail the mailbox never gives is noted, and the next ones are read', async () => {
	for (let minute = 0; minute < 6; minute++) {
		await takeNew(client as never, 'box', ours.inside).catch(() => {});
		await takeInMails();
	}
	const fates = (await fatesOf(ours)).map(({ kind, why, subject }) => [kind, why, subject]);
	expect(fates).toHaveLength(3);
	expect(fates).toContainEqual(['dead', 'not_fetched', '']);
	expect(fates).toContainEqual(['triage', 'no_thread', 'three']);
});
