import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** One customer of the demo and the company around it: an id for every kind of address. */
export interface Ids {
	name: string;
	code: string;
	invoice: string;
	number: string;
	reference: string;
	attachment: string;
	notice: string;
	run: string;
	scenario: string;
	reason: string;
	/** Somebody who is written to there. */
	contact: string;
	/** A colleague. */
	user: string;
	/** The short name of the company. */
	slug: string;
	/** Came in for this test. */
	mail: string;
	delivery: string;
	/** Uploaded for this test: the demo holds none. */
	importFile: string;
	/** A delivery note beside that invoice, filed for this test. */
	document: string;
	/** Handed over on that case, for this test. */
	paper: string;
	/** Begun for this test: the demo has sent everything it sends. */
	upload: string;
	/** Made for this test: the demo speaks with the words of the product. */
	template: string;
	team: string;
	/** A credit note of that case, written for this test. */
	note: string;
	/** A rule about who is given new cases, written for this test: the demo has none. */
	rule: string;
	/** A letter that is in the post. */
	letter: string;
	/** The end of the mails of whoever follows a case of that company. */
	stopKey: string;
	portalToken: string;
	resolverToken: string;
	users: Record<string, string>;
}

export interface DemoWorld {
	ours: Ids;
	/** Another customer of the same company. */
	neighbour: Ids;
	/** A customer of the other company. */
	foreign: Ids;
}

export type Query = <Row extends pg.QueryResultRow>(
	sql: string,
	values?: unknown[]
) => Promise<Row[]>;

/** Asks the database as the owner of its tables, whom row-level security does not stop. */
export async function askOwner<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return await work(async (sql, values) => (await client.query(sql, values)).rows);
	} finally {
		await client.end();
	}
}

/** What stands in the link of a mail, made from the key of this installation. */
export const tokenOf = (dataDir: string, linkId: string): string =>
	createHmac('sha256', fs.readFileSync(path.join(dataDir, 'app.key'), 'utf8').trim())
		.update(`link:${linkId}`)
		.digest('base64url');

const stopKeyOf = (dataDir: string, followerId: string): string =>
	createHmac('sha256', fs.readFileSync(path.join(dataDir, 'app.key'), 'utf8').trim())
		.update(`stop:${followerId}`)
		.digest('base64url');

export function demoWorld(url: string, dataDir: string): Promise<DemoWorld> {
	return askOwner(url, async (query) => {
		const [first, second] = await query<{ id: string }>(
			`select id from organisation order by created_at`
		);
		const customers = await customersOf(query, first!.id);
		// Codes and references are counted per company: the other one must not have the same by chance.
		const ours = customers.find(({ shared }) => shared === '0');
		const neighbour = customers.find(({ code }) => code !== ours?.code);
		const [foreign] = await customersOf(query, second!.id);
		const idsOf = async (customer: Row) =>
			toIds(customer, dataDir, await usersOf(query, customer.organisation));
		return {
			ours: await idsOf(ours!),
			neighbour: await idsOf(neighbour!),
			foreign: await idsOf(foreign!)
		};
	});
}

type Row = Record<string, string>;

/** The last moment this world knows of: its clock may stand on another day than that of the database. */
const LATEST = `(select max(created_at) from link)`;

/** Customers who have one of everything, in a fixed order. */
const customersOf = (query: Query, organisation: string): Promise<Row[]> =>
	query(
		`select c.organisation_id as organisation, c.name, c.code, d.reference, d.id as dispute,
			(select count(*) from customer x where x.organisation_id <> c.organisation_id and x.code = c.code)
				+ (select count(*) from dispute x where x.organisation_id <> c.organisation_id and x.reference = d.reference) as shared,
			i.id as invoice, i.number, a.id as attachment,
			(select id from run r where r.organisation_id = c.organisation_id order by id desc limit 1) as run,
			(select id from scenario s where s.organisation_id = c.organisation_id order by id limit 1) as scenario,
			(select id from reason w where w.organisation_id = c.organisation_id order by position, id limit 1) as reason,
			(select id from contact k where k.organisation_id = c.organisation_id and k.customer_id = c.id and k.removed_at is null order by id limit 1) as contact,
			(select id from "user" u where u.organisation_id = c.organisation_id order by email limit 1) as "user",
			(select id from letter t where t.organisation_id = c.organisation_id order by id limit 1) as letter,
			(select slug from organisation o where o.id = c.organisation_id) as slug,
			(select id from notice n where n.organisation_id = c.organisation_id and n.customer_id = c.id order by id limit 1) as notice,
			(select id from delivery m where m.organisation_id = c.organisation_id and m.customer_id = c.id order by id limit 1) as delivery,
			(select id from link l where l.organisation_id = c.organisation_id and l.customer_id = c.id and l.kind = 'portal' and l.revoked_at is null and l.expires_at > ${LATEST} order by created_at desc, id limit 1) as portal,
			(select id from dispute_follower f where f.organisation_id = c.organisation_id and f.removed_at is null order by id limit 1) as follower,
			r.id as resolver
		from customer c
		join dispute d on d.organisation_id = c.organisation_id and d.customer_id = c.id
		join dispute_item di on di.organisation_id = d.organisation_id and di.dispute_id = d.id
		join invoice i on i.organisation_id = d.organisation_id and i.id = di.invoice_id
		join attachment a on a.organisation_id = d.organisation_id and a.dispute_id = d.id and a.audience = 'customer'
		join link r on r.organisation_id = d.organisation_id and r.dispute_id = d.id and r.kind = 'resolver' and r.revoked_at is null and r.expires_at > ${LATEST}
		where c.organisation_id = $1
			and exists (select from notice n where n.organisation_id = c.organisation_id and n.customer_id = c.id)
			and exists (select from delivery m where m.organisation_id = c.organisation_id and m.customer_id = c.id)
			and exists (select from link l where l.organisation_id = c.organisation_id and l.customer_id = c.id and l.kind = 'portal' and l.revoked_at is null and l.expires_at > ${LATEST})
		order by c.code, d.id, i.id, a.id`,
		[organisation]
	);

async function usersOf(
	query: Query,
	organisation: string | undefined
): Promise<Record<string, string>> {
	const rows = await query<{ role: string; email: string }>(
		`select role, email from "user" where organisation_id = $1 order by id desc`,
		[organisation]
	);
	return Object.fromEntries(rows.map(({ role, email }) => [role, email]));
}

function toIds(row: Row, dataDir: string, users: Record<string, string>): Ids {
	const of = (name: string): string => row[name] ?? '';
	return {
		name: of('name'),
		code: of('code'),
		invoice: of('invoice'),
		number: of('number'),
		reference: of('reference'),
		attachment: of('attachment'),
		notice: of('notice'),
		run: of('run'),
		scenario: of('scenario'),
		reason: of('reason'),
		contact: of('contact'),
		user: of('user'),
		slug: of('slug'),
		mail: '',
		delivery: of('delivery'),
		importFile: '',
		document: '',
		paper: '',
		upload: '',
		template: '',
		team: '',
		note: '',
		rule: '',
		letter: of('letter'),
		stopKey: stopKeyOf(dataDir, of('follower')),
		portalToken: tokenOf(dataDir, of('portal')),
		resolverToken: tokenOf(dataDir, of('resolver')),
		users
	};
}
