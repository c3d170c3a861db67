import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { deliverDue } from '$lib/server/delivery/deliver';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { env } from '$lib/server/env';
import { isInstanceHeld } from '$lib/server/instance/queries';
import { beat } from '$lib/server/instance/pulse';
import { releaseInstance } from '$lib/server/instance/release';
import { closePool, unitOfWork } from '$lib/server/db/client';
import { putReceived } from '../integration/delivery/outbox-world';
import { asOwner, closeOwners } from '../support/database';
import { buildContact, buildCustomer, buildInvoice } from '../support/factories';
import { localDate } from '$lib/domain/calendar';
import { deliverySummary } from '$lib/server/delivery/queries';
import { useStory } from '../support/story';
import { buildWorld, type Company } from '../support/world';

const story = useStory();
let ours: Company;

beforeAll(async () => {
	story.time('2026-03-03', 7);
	({ ours } = await buildWorld());
});

/** The whole database copied, as a file of it would be. */
async function backup(name: string): Promise<void> {
	await Promise.all([closePool(), closeOwners()]);
	await onServer((own) => `create database ${name} template ${own}`);
}

/** The copy takes the place of the database, under everybody's feet. */
async function restore(name: string): Promise<void> {
	await Promise.all([closePool(), closeOwners()]);
	await onServer((own) => `drop database ${own} with (force)`);
	await onServer((own) => `alter database ${name} rename to ${own}`);
}

async function onServer(sql: (own: string) => string): Promise<void> {
	const url = new URL(process.env.DATABASE_URL!);
	const own = url.pathname.slice(1);
	url.pathname = '/postgres';
	const client = new pg.Client({ connectionString: url.href });
	await client.connect();
	await client.query(sql(own)).finally(() => client.end());
}

const NEWCOMER = 'ana@newcomer.test';

/** What arrived after the backup was made. */
async function importNewcomer(): Promise<void> {
	const customer = await buildCustomer(ours.inside, { code: 'NEW', name: 'Newcomer' });
	await buildContact(ours.inside, customer, { email: NEWCOMER });
	await buildInvoice(ours.inside, customer, { number: 'NEW-1', dueOn: localDate('2026-02-24') });
}

const name = `backup_${process.pid}`;
const subjects = () => story.smtp.mails.map(({ to, subject }) => `${to} ${subject}`).sort();

test('a database restored from last night sends nothing until somebody releases it, and nothing twice then', async () => {
	await story.day('2026-03-03');
	await putReceived(ours, 'waits in the backup');
	await buildInvoice(ours.inside, ours.neighbour.customer, {
		number: 'N-late',
		dueOn: localDate('2026-02-20'),
		totalMinor: 10_000n
	});
	await asOwner(
		`update delivery set status = 'claimed', lease_until = '2099-01-01' where once_key = 'waits in the backup'`
	);
	await putReceived(ours, 'planned in the backup');
	await backup(name);
	await importNewcomer();

	// The day goes on: everything leaves.
	await asOwner(
		`update delivery set status = 'planned', lease_until = null where once_key = 'waits in the backup'`
	);
	for (const day of ['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10'])
		await story.day(day);
	const sentBefore = subjects();
	expect(sentBefore.length).toBeGreaterThan(4);

	const toNewcomer = story.mails(NEWCOMER).length;
	expect(toNewcomer).toBeGreaterThan(0);

	await restore(name);
	await story.wake();
	expect(await isInstanceHeld()).toBe(true);
	await story.day('2026-03-11');
	expect(await deliverDue()).toBe(0);
	await expect(runDunning(ours.inside)).rejects.toMatchObject({ code: 'installation_held' });
	expect(subjects()).toEqual(sentBefore);

	// The file is imported again: the same customer and invoice, under other ids.
	await importNewcomer();
	const released = await releaseInstance('Anne Admin');
	expect(released).toMatchObject({ suspended: 1 });
	expect(await releaseInstance('Anne Admin')).toBeNull();
	for (const day of ['2026-03-11', '2026-03-12', '2026-03-13']) await story.day(day);
	const twice = subjects().filter((line, at, all) => all.indexOf(line) !== at);
	const twiceBefore = sentBefore.filter((line, at, all) => all.indexOf(line) !== at);
	expect(twice).toEqual(twiceBefore);
	expect(story.mails(NEWCOMER)).toHaveLength(toNewcomer);
	const { counts } = await unitOfWork(ours.inside, (unit) => deliverySummary(unit));
	expect(counts).toMatchObject({ unknown: 1, planned: 0, claimed: 0, retry: 0 });
	expect(
		await asOwner(`select actor_name from audit_event where action = 'instance.released'`)
	).toEqual([{ actor_name: 'Anne Admin' }, { actor_name: 'Anne Admin' }]);
});

test('replicas share the heart and never hold one another', async () => {
	for (let at = 0; at < 5; at++) {
		const beats = await Promise.all(Array.from({ length: 4 }, () => beat()));
		expect(beats.map(({ held }) => held)).toEqual([false, false, false, false]);
		expect(new Set(beats.map(({ pulse }) => pulse)).size).toBe(4);
	}
});

test('a copy of everything, files too, is held where it lands', async () => {
	const file = path.join(env().DATA_DIR, 'pulse.json');
	const told = JSON.parse(fs.readFileSync(file, 'utf8')) as { pulse: number; at: string };
	// Written yesterday, and here since now.
	const yesterday = new Date(Date.parse(told.at) - 86_400_000).toISOString();
	fs.writeFileSync(file, JSON.stringify({ ...told, at: yesterday }));
	expect(await beat()).toMatchObject({ held: true });
	expect(await releaseInstance('Anne Admin')).not.toBeNull();
	expect(await beat()).toMatchObject({ held: false });
});

test('a database without its files is held when it is old, and not when a replica joins', async () => {
	fs.rmSync(path.join(env().DATA_DIR, 'pulse.json'));
	expect(await beat()).toMatchObject({ held: false });
	fs.rmSync(path.join(env().DATA_DIR, 'pulse.json'));
	await asOwner(`update instance set pulsed_at = pulsed_at - interval '6 minutes'`);
	expect(await beat()).toMatchObject({ held: true });
	await releaseInstance('Anne Admin');
	expect(await beat()).toMatchObject({ held: false });
});
