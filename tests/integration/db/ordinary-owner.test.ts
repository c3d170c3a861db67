import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrateDatabase } from '$lib/server/db/migrate';
import { databaseUrl } from '../../support/global-setup';

/** Migrations since 0009 over tables that hold something, by an owner who is no superuser: he sees no row of them. */
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
	await on(url(), [
		`set session_replication_role = replica`,
		...decisions(),
		...reasons(),
		...cases()
	]);
	await migrateDatabase(ownersUrl());
});

afterAll(async () => {
	fs.rmSync(before, { recursive: true });
	await on(inject('serverUrl'), [
		`drop database if exists ${name} with (force)`,
		`drop owned by ${name}`,
		`drop role ${name}`
	]);
});

const [org, id] = ['gen_random_uuid()', 'gen_random_uuid()'];
const full = { outcome: 'nothing', items: [{ openMinor: '5' }], reasons: [] };
const packed = {
	items: 'a|b',
	reasons: [{ code: 'disputed', reference: 'LIT-1' }, { code: 'no_contact' }]
};
const decisions = (): string[] =>
	[full, packed].map(
		(detail) =>
			`insert into decision (organisation_id, id, run_id, customer_id, outcome, detail, decided_at)
			values (${org}, ${id}, ${id}, ${id}, 'nothing', '${JSON.stringify(detail)}', now())`
	);
const reasons = (): string[] =>
	['price_unit', 'own_reason'].map(
		(code) =>
			`insert into reason (organisation_id, id, code, label_fr, label_en, category, canonical_code, kind, team, deadline_days, position)
			values (${org}, ${id}, '${code}', 'Mots de ${code}', 'Words of ${code}', 'price', 'x', 'dispute', 'sales', 5, 1)`
	);

const [owners, buyer, theCase] = [1, 2, 3].map((n) => `'01890000-0000-7000-8000-00000000000${n}'`);
const cases = (): string[] => [
	`insert into customer (organisation_id, id, code, name, created_at) values (${owners}, ${buyer}, 'C1', 'Société Dupré', now())`,
	`insert into dispute (organisation_id, id, customer_id, reference, reason_id, status, requested_outcome, explanation,
		source, raised_by_name, language, opened_at, opened_on, answer_due_on, idempotency_key)
	values (${owners}, ${theCase}, ${buyer}, 'LIT-1', ${id}, 'submitted', 'NOA', 'Palette cassée', 'portal', 'x', 'fr', now(), now(), now(), 'x')`,
	`insert into message (organisation_id, id, customer_id, dispute_id, audience, author_kind, author_name, body, at, idempotency_key)
	values (${owners}, ${id}, ${buyer}, ${theCase}, 'internal', 'staff', 'x', 'Vu à Lyon', now(), 'x'),
		(${owners}, ${id}, ${buyer}, ${theCase}, 'customer', 'staff', 'x', 'Photo ?', '2026-03-04', 'photo'),
		(${owners}, ${id}, ${buyer}, ${theCase}, 'internal', 'staff', 'x', 'Note', '2026-03-04', 'note'),
		(${owners}, ${id}, ${buyer}, ${theCase}, 'customer', 'staff', 'x', 'Merci', '2026-03-05', 'merci'),
		(${owners}, ${id}, ${buyer}, ${theCase}, 'customer', 'resolver', 'x', 'Palettes ?', '2026-03-06', 'palettes')`,
	`insert into dispute_transition (organisation_id, id, customer_id, dispute_id, from_status, to_status, at, on_day, by_kind, by_name, note)
	values (${owners}, ${id}, ${buyer}, ${theCase}, 'submitted', 'waiting_customer', '2026-03-04', '2026-03-04', 'staff', 'x', '')`,
	`insert into "user" (organisation_id, id, email, name, role, password_hash, created_at)
	values (${owners}, ${buyer}, 'Emma@house.test', 'x', 'collector', 'x', now())`,
	`insert into audit_event (organisation_id, id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, data)
	select organisation_id, ${id}, at, 'user', ${buyer}, 'x', 'dispute.message_posted', 'dispute', dispute_id, jsonb_build_object('messageId', id)
	from message where body = 'Merci'`
];

test('the cases there are are found by their words, and their policies are forced again', async () => {
	const words = await on(url(), [`select words::text from dispute_text order by 1`]);
	expect(words).toEqual([
		{ words: `'1' 'c1' 'cassee' 'dupre' 'lit' 'palette' 'societe'` },
		{ words: `'a' 'lyon' 'vu'` },
		...['merci', 'note', 'palettes', 'photo'].map((word) => ({ words: `'${word}'` }))
	]);
	const open = `select relname from pg_class where relrowsecurity and not relforcerowsecurity`;
	expect(await on(url(), [open])).toEqual([]);
});

test('what was written to a customer before asks him where his case began to wait for it, or a resolver wrote it', async () => {
	const asking = await on(url(), [`select body from message where asks order by at`]);
	expect(asking).toEqual([{ body: 'Photo ?' }, { body: 'Palettes ?' }]);
});

test('whose message it was is told by the account written down beside it, and by nothing where none was', async () => {
	const written = await on(url(), [
		`select body, author_email from message order by author_email limit 2`
	]);
	expect(written).toMatchObject([
		{ body: 'Merci', author_email: 'emma@house.test' },
		{ author_email: null }
	]);
});

test('what was decided before is read as it was, with its reasons beside it', async () => {
	const rows = await on(url(), [
		`select detail, reasons from decision order by array_length(reasons, 1) nulls first`
	]);
	expect(rows).toEqual([
		{ detail: full, reasons: [] },
		{ detail: packed, reasons: ['disputed', 'no_contact'] }
	]);
});

test('the words of the reasons stay, and German and Spanish are beside those everybody has', async () => {
	const own = (code: string) => ({ fr: `Mots de ${code}`, en: `Words of ${code}` });
	const german = { de: 'Der Preis stimmt nicht', es: 'El precio no es el acordado' };
	expect(await on(url(), [`select code, labels from reason order by code`])).toEqual([
		{ code: 'own_reason', labels: own('own_reason') },
		{ code: 'price_unit', labels: { ...own('price_unit'), ...german } }
	]);
	expect(await on(url(), [columnDefault])).toEqual([{ words: `'{}'::jsonb` }]);
});

const columnDefault = `select column_default as words from information_schema.columns
	where table_name = 'reason' and column_name = 'labels'`;

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
