import fs from 'node:fs';
import path from 'node:path';
import { askOwner, tokenOf } from './demo-world';
import { me } from './portal';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const database = () => fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');

export interface Contestable {
	link: string;
	token: string;
	invoice: string;
	organisation: string;
}

/** An open invoice in the money of its house, with lines that nobody contests and no paper is beside, of somebody with a link in my language. */
export async function contestable(): Promise<Contestable> {
	const found = await free();
	// Many journeys later none is left.
	return found ? { ...found, token: tokenOf(DATA, found.link) } : oneMore(me().language);
}

/** One more invoice like the others, with its lines: nobody has contested, promised or paid it. */
export async function oneMore(language: string): Promise<Contestable> {
	const made = await askOwner(database(), async (query) => {
		const [made] = await query<Found & { of: string }>(
			`insert into invoice select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid(), 'document_id', null,
				'document_name', '', 'number', i.number || '-X' || substr(gen_random_uuid()::text, 1, 5)))).*
			from invoice i where i.id = (${LIKE_OTHERS}) returning id as invoice, organisation_id as organisation, (${LIKE_OTHERS}) as of,
				(select l.id from link l where l.customer_id = invoice.customer_id and l.kind = 'portal'
					and l.revoked_at is null and l.expires_at > l.created_at and l.language = $1 order by l.id limit 1) as link`,
			[language]
		);
		await query(
			`insert into invoice_line select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'invoice_id', $1::text))).*
			from invoice_line n where n.invoice_id = $2`,
			[made!.invoice, made!.of]
		);
		return made!;
	});
	return { ...made, token: tokenOf(DATA, made.link) };
}

/** Open, with lines, of somebody with a link. */
const LIKE_OTHERS = `select o.id from invoice o
	join organisation h on h.id = o.organisation_id and h.currency = o.currency
	join link l on l.organisation_id = o.organisation_id and l.customer_id = o.customer_id
		and l.kind = 'portal' and l.revoked_at is null and l.expires_at > l.created_at and l.language = $1
	where not exists (select from allocation a where a.organisation_id = o.organisation_id and a.invoice_id = o.id)
		and (select count(*) from invoice_line n where n.organisation_id = o.organisation_id and n.invoice_id = o.id) > 1
		and o.number not like '%-X_____'
	order by o.id limit 1`;

/** Two invoices of one line each, of the same person. */
export async function ofOneLine(): Promise<Contestable[]> {
	const made = [await oneMore(me().language), await oneMore(me().language)];
	for (const { invoice } of made)
		await askOwner(database(), (query) =>
			query(
				`delete from invoice_line n where n.invoice_id = $1 and n.id <> (
					select o.id from invoice_line o where o.invoice_id = $1 and o.total_minor > 0 order by o.position limit 1)`,
				[invoice]
			)
		);
	return made;
}

type Found = Omit<Contestable, 'token'>;

const free = (): Promise<Found | undefined> =>
	askOwner(database(), async (query) => {
		const rows = await query<Found>(
			`select i.id as invoice, l.id as link, i.organisation_id as organisation
			from invoice i
			join organisation h on h.id = i.organisation_id and h.currency = i.currency
			join link l on l.organisation_id = i.organisation_id and l.customer_id = i.customer_id
				and l.kind = 'portal' and l.revoked_at is null and l.language = $1
			where i.total_minor > coalesce((select sum(a.amount_minor) from allocation a
					where a.organisation_id = i.organisation_id and a.invoice_id = i.id), 0)
				and not exists (select from dispute_item d where d.organisation_id = i.organisation_id and d.invoice_id = i.id)
				and (select count(*) from invoice_line n where n.organisation_id = i.organisation_id and n.invoice_id = i.id) > 1
				and not exists (select from invoice_document n where n.organisation_id = i.organisation_id and n.invoice_id = i.id)
			order by i.customer_id, i.due_on, i.id limit 1`,
			[me().language]
		);
		return rows[0];
	});

export const formOf = ({ token, invoice }: Contestable) =>
	`/p/${token}/disputes/new?invoice=${invoice}`;

/** The delivery note the demo holds, filed beside this invoice too. */
export const withNote = ({ invoice, organisation }: Contestable) =>
	askOwner(database(), async (query) => {
		const [filed] = await query<{ id: string }>(
			`insert into document (organisation_id, id, customer_id, kind, name, mime, bytes, sha256, storage_key, created_at)
			select d.organisation_id, gen_random_uuid(), i.customer_id, d.kind, d.name, d.mime, d.bytes, d.sha256, d.storage_key, d.created_at
			from document d join invoice i on i.organisation_id = d.organisation_id and i.id = $2
			where d.organisation_id = $1 and d.kind = 'delivery_note' limit 1 returning id`,
			[organisation, invoice]
		);
		await query(
			`insert into invoice_document (organisation_id, id, customer_id, invoice_id, document_id, linked_at, linked_by)
			select organisation_id, gen_random_uuid(), customer_id, id, $2, created_at, 'import' from invoice where id = $1`,
			[invoice, filed!.id]
		);
	});
