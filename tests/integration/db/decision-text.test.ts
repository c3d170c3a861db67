import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrateDatabase } from '$lib/server/db/migrate';
import { databaseUrl } from '../../support/global-setup';

/** Migration 0009 over tables that hold something, by an owner who is no superuser. */
const name = `t_${randomBytes(6).toString('hex')}`;
const before = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-migrations-'));
const url = () => databaseUrl(inject('serverUrl'), name);
const ownersUrl = () => {
	const owners = new URL(url());
	[owners.username, owners.password] = [name, name];
	return owners.href;
};

beforeAll(async () => {
	await on(inject('serverUrl'), [
		`create role ${name} login createrole password '${name}'`,
		`grant entendu_app to ${name} with admin option`,
		`create database ${name} owner ${name}`
	]);
	fs.cpSync('drizzle', before, { recursive: true });
	cutAfter(8);
	await migrateDatabase(ownersUrl(), before);
});

afterAll(async () => {
	fs.rmSync(before, { recursive: true });
	await on(inject('serverUrl'), [
		`drop database if exists ${name} with (force)`,
		`drop owned by ${name}`,
		`drop role ${name}`
	]);
});

test('what was decided before is read as it was, with its reasons beside it', async () => {
	const [org, id] = ['gen_random_uuid()', 'gen_random_uuid()'];
	const full = { outcome: 'nothing', items: [{ openMinor: '5' }], reasons: [] };
	const packed = {
		items: 'a|b',
		reasons: [{ code: 'disputed', reference: 'LIT-1' }, { code: 'no_contact' }]
	};
	await on(url(), [
		`set session_replication_role = replica`,
		...[full, packed].map(
			(detail) =>
				`insert into decision (organisation_id, id, run_id, customer_id, outcome, detail, decided_at)
				values (${org}, ${id}, ${id}, ${id}, 'nothing', '${JSON.stringify(detail)}', now())`
		)
	]);
	await migrateDatabase(ownersUrl());
	const rows = await on(url(), [
		`select detail, reasons from decision order by array_length(reasons, 1) nulls first`
	]);
	expect(rows).toEqual([
		{ detail: full, reasons: [] },
		{ detail: packed, reasons: ['disputed', 'no_contact'] }
	]);
});

function cutAfter(last: number): void {
	const file = path.join(before, 'meta/_journal.json');
	const journal = JSON.parse(fs.readFileSync(file, 'utf8')) as { entries: { idx: number }[] };
	journal.entries = journal.entries.filter(({ idx }) => idx <= last);
	fs.writeFileSync(file, JSON.stringify(journal));
}

/** One after the other on one connection; the rows of the last. */
async function on(server: string, statements: readonly string[]): Promise<unknown[]> {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		let rows: unknown[] = [];
		for (const statement of statements) rows = (await client.query(statement)).rows;
		return rows;
	} finally {
		await client.end();
	}
}
