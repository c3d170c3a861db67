import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetEnv } from '$lib/server/env';
import { receiveMail } from '$lib/server/inbound/receive-mail';
import { takeInMails } from '$lib/server/inbound/take-in-mails';
import { asOwner, useDatabase } from '../../support/database';
import { EICAR, startFakeClamd, type FakeClamd } from '../../support/fake-clamd';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { arrive, fatesOf, lastFate, listenToMail, written } from './mail-world';

useDatabase();
let ours: Company;
let clamd: FakeClamd;
beforeAll(async () => {
	({ ours } = await buildWorld());
	clamd = await startFakeClamd();
	listenToMail({ CLAMD_HOST: clamd.host, CLAMD_PORT: String(clamd.port) });
});
afterAll(async () => {
	await clamd.close();
	delete process.env.CLAMD_HOST;
	delete process.env.CLAMD_PORT;
	forgetEnv();
});

const from = 'ana@petit.test';
const to = 'compta@menuiserie.test';
const original = (mailId: string) =>
	callerFor(ours.desk.collector).desk.inbound.original({ mailId });
const hold = (at: string) => asOwner(`update instance set held_at = ${at}, released_at = null`);

test('a mail as it came is handed over once the scanner has looked at all of it', async () => {
	await arrive(ours, written({ from, to, text: 'Prix faux' }));
	const { mailId } = await lastFate(ours);
	const { content } = await original(mailId);
	expect(Buffer.from(content).toString()).toContain('Prix faux');
	expect(clamd.seen.at(-1)!.equals(Buffer.from(content))).toBe(true);
});

test('one that harms whoever opens it is not, nor one nobody could look at', async () => {
	await arrive(ours, written({ from, to, text: EICAR }));
	const { mailId } = await lastFate(ours);
	await expect(original(mailId)).rejects.toMatchObject({ message: 'file_infected' });
	clamd.mood = 'garbage';
	await expect(original(mailId)).rejects.toMatchObject({ message: 'file_not_checked' });
	clamd.mood = 'good';
});

test('a restored copy hears nothing of what the original hears, and all of it once it is released', async () => {
	const before = (await fatesOf(ours)).length;
	const bytes = written({ from, to, text: 'Avant la restauration' });
	await receiveMail(ours.inside, { bytes, recipient: to });
	await asOwner(
		'insert into instance (id, pulse, pulsed_at) values (1, 0, now()) on conflict do nothing'
	);
	await hold('now()');
	await expect(arrive(ours, written({ from, to }))).rejects.toMatchObject({
		message: 'unavailable'
	});
	await takeInMails();
	expect(await fatesOf(ours)).toHaveLength(before);
	await hold('null');
	await takeInMails();
	expect(await fatesOf(ours)).toHaveLength(before + 1);
});
