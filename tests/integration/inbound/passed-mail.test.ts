import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { takeNew } from '$lib/server/inbound/fetch-mails';
import { receiveMail } from '$lib/server/inbound/receive-mail';
import { settleKept, takeInMails } from '$lib/server/inbound/take-in-mails';
import { asOwner, useDatabase } from '../../support/database';
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

test('a disk of ours that takes nothing passes no mail: each is tried again, and kept once there is room', async () => {
	const whole = {
		mailbox: { uidValidity: 8n },
		search: async () => [1, 2],
		fetchOne: async (uid: string) => ({
			source: Buffer.from(
				written({ from: 'b@client.test', to: 'x@y.test', subject: `kept ${uid}` })
			)
		})
	};
	const files = path.join(process.env.DATA_DIR!, 'files');
	fs.renameSync(files, `${files}-away`);
	// What nothing can be written under, whoever runs this.
	fs.writeFileSync(files, '');
	for (let minute = 0; minute < 7; minute++)
		await expect(takeNew(whole as never, 'full', ours.inside)).rejects.toThrow();
	fs.rmSync(files);
	fs.renameSync(`${files}-away`, files);
	await takeNew(whole as never, 'full', ours.inside);
	await takeInMails();
	const subjects = (await fatesOf(ours)).map(({ subject }) => subject);
	expect(subjects).toEqual(expect.arrayContaining(['kept 1', 'kept 2']));
	expect((await fatesOf(ours)).filter(({ why }) => why === 'not_fetched')).toHaveLength(1);
});

test('mails whose file is gone wait for it, and keep nobody behind them waiting', async () => {
	for (const at of [1, 2, 3, 4])
		await receiveMail(ours.inside, {
			bytes: new Uint8Array(
				Buffer.from(written({ from: 'c@client.test', to: 'x@y.test', subject: `row ${at}` }))
			),
			recipient: ''
		});
	await asOwner(
		`update inbound_mail set storage_key = 'gone/' || id where id in (
			select m.id from inbound_mail m left join inbound_fate f on f.mail_id = m.id
			where f.id is null order by m.received_at, m.id limit 3)`,
		[]
	);
	await settleKept(ours.inside, 2);
	expect((await fatesOf(ours)).filter(({ subject }) => subject.startsWith('row'))).toMatchObject([
		{ subject: 'row 4' }
	]);
});
