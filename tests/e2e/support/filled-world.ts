import { expect } from '@playwright/test';
import { stringify } from 'devalue';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROLES, type Role } from '../../../src/lib/domain/access';
import { ask, postFiles, signIn } from './ask';
import { comesIn } from './comes-in';
import { askOwner, demoWorld, type DemoWorld, type Ids } from './demo-world';

/** A session of each role of the first house, and one of the second. */
export type Sessions = Record<Role | 'foreign', string>;

/** The demo with one of everything an address can name, also of what it does not hold by itself. */
export async function filledWorld(
	base: string,
	dataDir: string
): Promise<{ world: DemoWorld; sessions: Sessions }> {
	const databaseUrl = fs.readFileSync(path.join(dataDir, 'pg/url'), 'utf8');
	const world = await demoWorld(databaseUrl, dataDir);
	const sessions = await sessionsIn(base, world);
	const at: Place = { base, databaseUrl };
	const all = Object.values(world) as Ids[];
	world.ours.importFile = await importOne(at, sessions.collector);
	world.ours.template = await writeTemplate(at, sessions.collector);
	world.ours.team = await addTeam(at, world, sessions.admin);
	world.ours.rule = await writeRule(at, sessions.admin);
	for (const ids of all) ids.upload = await beginUpload(at, ids);
	for (const ids of all) ids.note = await creditNoteOf(at, ids);
	for (const ids of all)
		ids.document = await fileNote(
			at,
			ids,
			ids === world.foreign ? sessions.foreign : sessions.collector
		);
	for (const ids of all) ids.paper = await paperOf(at, ids);
	for (const ids of all) ids.mail = await receiveMail(at, ids);
	return { world, sessions };
}

interface Place {
	base: string;
	databaseUrl: string;
}

async function sessionsIn(base: string, world: DemoWorld): Promise<Sessions> {
	const sessions = {} as Sessions;
	for (const role of ROLES) sessions[role] = await signIn(base, world.ours.users[role]!);
	sessions.foreign = await signIn(base, world.foreign.users.admin!);
	return sessions;
}

/** The demo has imported nothing yet. */
async function importOne({ base }: Place, session: string): Promise<string> {
	const content = Buffer.from(
		'customer code;customer name;invoice number;invoice date;due date;amount\nACC-1;Access;ACC-F1;2026-01-05;2026-02-05;12,50\nACC-1;Access;ACC-F2;2026-01-05;31/31/2026;abc\n'
	);
	const file = { field: 'file', name: 'access.csv', type: 'text/csv', content };
	const { headers } = await postFiles(base, '/imports?/upload', {}, [file], { session });
	const id = String(headers.location).split('/').at(-1)!;
	const answer = await ask(base, '/trpc/desk.imports.confirm', {
		method: 'POST',
		headers: { origin: base, 'content-type': 'application/json', 'x-entendu': '1' },
		body: JSON.stringify(stringify({ id })),
		session
	});
	expect(answer.status, answer.text).toBe(200);
	return id;
}

/** Of that case: the demo credits others. */
const creditNoteOf = ({ databaseUrl }: Place, { reference, code }: Ids): Promise<string> =>
	askOwner(databaseUrl, async (query) => {
		const [row] = await query<{ id: string }>(
			`insert into credit_note (organisation_id, id, customer_id, number, issued_on, currency, total_minor, credited_minor, dispute_id, created_at)
			select d.organisation_id, gen_random_uuid(), d.customer_id, 'AV-' || d.reference || '-' || c.code || substr(gen_random_uuid()::text, 1, 6), d.opened_on, 'EUR', 1, 1, d.id, d.opened_at
			from dispute d join customer c on c.organisation_id = d.organisation_id and c.id = d.customer_id
			where d.reference = $1 and c.code = $2 returning id`,
			[reference, code]
		);
		return row!.id;
	});

/** The delivery note of its invoice, as if staff had handed it over on the case. */
const paperOf = ({ databaseUrl }: Place, { reference, code, document }: Ids): Promise<string> =>
	askOwner(databaseUrl, async (query) => {
		const [row] = await query<{ id: string }>(
			`insert into document select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'dispute_id', d.id))).*
			from document n
			join dispute d on d.organisation_id = n.organisation_id and d.reference = $1
			join customer c on c.organisation_id = d.organisation_id and c.id = d.customer_id and c.code = $2
			where n.id = $3 returning id`,
			[reference, code, document]
		);
		return row!.id;
	});

async function beginUpload({ base }: Place, { portalToken }: Ids): Promise<string> {
	const answer = await ask(base, `/p/${portalToken}/uploads`, {
		method: 'POST',
		headers: { origin: base, 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'scan.pdf', bytes: 9_000_000, key: `access-${portalToken}` })
	});
	expect(answer.status, answer.text).toBe(201);
	return (JSON.parse(answer.text) as { id: string }).id;
}

/** Filed as an import brings it: its name bears the number of the invoice. */
async function fileNote(
	{ base, databaseUrl }: Place,
	{ number }: Ids,
	session: string
): Promise<string> {
	const name = `BL ${number}.pdf`;
	const answer = await ask(base, '/trpc/desk.imports.attach', {
		method: 'POST',
		headers: { origin: base, 'content-type': 'application/json', 'x-entendu': '1' },
		body: JSON.stringify(
			stringify({ documents: [{ name, content: new TextEncoder().encode('%PDF-1.7\n') }] })
		),
		session
	});
	expect(answer.status, answer.text).toBe(200);
	const [filed] = await askOwner(databaseUrl, (query) =>
		query<{ id: string }>(`select id from document where name = $1`, [name])
	);
	return filed!.id;
}

/** From somebody we did not write to: it waits for a person. */
async function receiveMail(
	{ base, databaseUrl }: Place,
	{ slug, reference }: Ids
): Promise<string> {
	const subject = `Access ${reference}`;
	await comesIn(
		base,
		slug,
		`From: somebody@elsewhere.test\r\nSubject: ${subject}\r\n\r\nBonjour.\r\n`
	);
	const [kept] = await askOwner(databaseUrl, (query) =>
		query<{ mail_id: string }>('select mail_id from inbound_fate where subject = $1', [subject])
	);
	return kept!.mail_id;
}

async function writeTemplate({ base }: Place, session: string): Promise<string> {
	const answer = await ask(base, '/trpc/desk.templates.create', {
		method: 'POST',
		headers: { origin: base, 'content-type': 'application/json', 'x-entendu': '1' },
		body: JSON.stringify(stringify({ name: 'Access' })),
		session
	});
	expect(answer.status, answer.text).toBe(200);
	return 'access';
}

/** Of this house alone: the usual ones are called alike everywhere. */
async function addTeam(
	{ base, databaseUrl }: Place,
	{ ours }: DemoWorld,
	session: string
): Promise<string> {
	const name = `Access ${randomUUID().slice(0, 8)}`;
	const labels = { fr: name, en: name, de: '', es: '' };
	const answer = await ask(base, '/trpc/desk.teams.add', {
		method: 'POST',
		headers: { origin: base, 'content-type': 'application/json', 'x-entendu': '1' },
		body: JSON.stringify(stringify({ labels, isShown: false })),
		session
	});
	expect(answer.status, answer.text).toBe(200);
	const [added] = await askOwner(databaseUrl, (query) =>
		query<{ key: string }>(
			`select t.key from team t join organisation o on o.id = t.organisation_id
			where o.slug = $1 and t.labels->>'fr' = $2`,
			[ours.slug, name]
		)
	);
	return added!.key;
}

/** For amounts nobody ever contests, so that it gives no case to anybody. */
async function writeRule({ base, databaseUrl }: Place, session: string): Promise<string> {
	const anything = { reasonId: null, category: null, customer: '', customerGroup: '' };
	const rule = { name: 'Access', ...anything, fromMinor: 99_999_999_999n, team: 'sales' };
	const answer = await ask(base, '/trpc/desk.routing.add', {
		method: 'POST',
		headers: { origin: base, 'content-type': 'application/json', 'x-entendu': '1' },
		body: JSON.stringify(stringify({ ...rule, userId: null })),
		session
	});
	expect(answer.status, answer.text).toBe(200);
	const [written] = await askOwner(databaseUrl, (query) =>
		query<{ id: string }>(`select id from routing_rule where name = $1 order by id desc`, [
			rule.name
		])
	);
	return written!.id;
}
