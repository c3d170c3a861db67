import { createHash, createHmac } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { askOwner, tokenOf, type Query } from './demo-world';

const DATA = path.resolve(import.meta.dirname, '../../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const ask = <T>(work: (query: Query) => Promise<T>): Promise<T> =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), work);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

// Ids are ordered by time, as the product's own: a random one could stand before the first of the demo, which others look for.

/** One more link like that of `token`, changed. @returns its page */
export const linkLike = (token: string, change: object): Promise<string> =>
	ask(async (query) => {
		const id = uuidv7();
		const own = tokenOf(DATA, id);
		await one(
			query,
			`insert into link select (jsonb_populate_record(l, $1)).* from link l where l.token_hash = $2 returning id`,
			[JSON.stringify({ id, token_hash: sha256(own), ...change }), sha256(token)]
		);
		return `/p/${own}`;
	});

/** The link of one more contact beside the holder of `token`. */
export async function linkOfSomebody(token: string): Promise<string> {
	const id = uuidv7();
	const email = `contact-${id}@colleague.example`;
	await ask((query) =>
		one(
			query,
			`insert into contact select (jsonb_populate_record(c, $1)).* from contact c
			join link l on l.organisation_id = c.organisation_id and l.contact_id = c.id
			where l.token_hash = $2 returning id`,
			[JSON.stringify({ id, email }), sha256(token)]
		)
	);
	return linkLike(token, { contact_id: id, holder_email: email });
}

/** Somebody nobody has sent an invoice to yet. @returns the page of the account */
export async function emptyAccount(token: string): Promise<string> {
	const id = uuidv7();
	await ask((query) =>
		one(
			query,
			`insert into customer select (jsonb_populate_record(c, $1)).* from customer c
			join link l on l.organisation_id = c.organisation_id and l.customer_id = c.id
			where l.token_hash = $2 returning id`,
			[JSON.stringify({ id, code: id.slice(-8), name: 'Nouveau client' }), sha256(token)]
		)
	);
	return linkLike(token, { customer_id: id, contact_id: null });
}

/** The end of the mails of one more person who follows a case. */
export const stopPage = (ended: boolean): Promise<string> =>
	ask(async (query) => {
		const id = uuidv7();
		const key = createHmac('sha256', fs.readFileSync(path.join(DATA, 'app.key'), 'utf8').trim())
			.update(`stop:${id}`)
			.digest('base64url');
		const change = {
			...{ id, stop_hash: sha256(key), email: `${id}@follower.example` },
			removed_at: ended ? '2020-01-01T00:00:00Z' : null
		};
		await one(
			query,
			`insert into dispute_follower
			select (jsonb_populate_record(f, $1)).* from dispute_follower f
			where f.id = (select id from dispute_follower order by id limit 1) returning id`,
			[JSON.stringify(change)]
		);
		return `/p/stop/${key}`;
	});

/** The page of a case its customer has a link to, the oldest that is `like`. */
const casePage = (like: string): Promise<string> =>
	ask(async (query) => {
		const { link, reference } = await one<{ link: string; reference: string }>(
			query,
			`select l.id as link, d.reference from dispute d
			join link l on l.organisation_id = d.organisation_id and l.customer_id = d.customer_id
				and l.kind = 'portal' and l.revoked_at is null and l.dispute_id is null
			where ${like} order by d.opened_at, d.id limit 1`
		);
		return `/p/${tokenOf(DATA, link)}/disputes/${reference}`;
	});

const HAS_OFFER = `exists (select from proposal p where p.organisation_id = d.organisation_id and p.dispute_id = d.id and p.withdrawn_at is null)`;
const IS_JUDGED = `exists (select from satisfaction s where s.organisation_id = d.organisation_id and s.dispute_id = d.id)`;

/** A case whose customer was asked something, and was offered nothing. */
export const askedCase = (): Promise<string> =>
	ownCase(`d.status = 'waiting_customer'`, 'waiting_customer');

/** Goods again: no sum that could change before it is answered. */
export const STILL_OPEN = {
	...{ valid_until: '2099-12-31', lapsed_at: null, lapsed_as: null, withdrawn_at: null },
	...{ kind: 'replacement', amount_minor: null, shares: [], covers: null, promise_id: null }
};
/** A case with an offer that was taken, under a typed name. */
export const agreedCase = (): Promise<string> => caseOffered({}, { verdict: 'accepted' });

/** A case of nobody else's journey with an offer that is so, answered under a typed name or not. @returns its page */
export async function caseOffered(
	offer: object,
	{ status = 'in_progress', verdict }: { status?: string; verdict?: 'accepted' | 'refused' } = {}
): Promise<string> {
	const page = await ownCase(HAS_OFFER, status);
	await ask(async (query) => {
		const { id } = await one<{ id: string }>(
			query,
			`insert into proposal select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
				'dispute_id', d.id, 'customer_id', d.customer_id, 'idempotency_key', d.id) || $2::jsonb)).*
			from dispute d join proposal p on p.organisation_id = d.organisation_id
			where d.reference = $1 and p.id = (select id from proposal order by id limit 1) returning id`,
			[page.split('/').at(-1)!, JSON.stringify(offer)]
		);
		if (verdict) await answerOffer(query, id, verdict);
	});
	return page;
}

/** The offer of a case nobody else has to do with, as somebody changed it meanwhile. */
export const changeOffer = (page: string, change: object): Promise<unknown> =>
	ask((query) =>
		one(
			query,
			`update proposal p set (valid_until, withdrawn_at, withdrawn_by) = (n.valid_until, n.withdrawn_at, n.withdrawn_by)
			from dispute d, proposal o, jsonb_populate_record(o, $2) n
			where d.reference = $1 and o.dispute_id = d.id and p.id = o.id returning p.id`,
			[page.split('/').at(-1)!, JSON.stringify(change)]
		)
	);

async function answerOffer(query: Query, offer: string, verdict: string): Promise<void> {
	const text = 'Un avoir de 10,00 €, et nos excuses.';
	await one(
		query,
		`insert into proposal_answer (organisation_id, id, customer_id, dispute_id, proposal_id, link_id, at, holder_name,
			holder_email, address, idempotency_key, verdict, signed_name, note, shown_text, shown_sha256, language)
		select p.organisation_id, gen_random_uuid(), p.customer_id, p.dispute_id, p.id, gen_random_uuid(), p.proposed_at, 'Ana Petit',
			'ana@petit.example', '', p.id, $4, 'Ana Petit', '', $2, $3, 'fr' from proposal p where p.id = $1 returning id`,
		[offer, text, sha256(text), verdict]
	);
}

/** A case of nobody else's journey: like the first that is `like`, about the same invoices. @returns its page */
async function ownCase(like: string, status: string): Promise<string> {
	const { reference } = await copyOfCase(like, status);
	return casePage(`d.reference = '${reference}'`);
}

/** What somebody was asked about a case of nobody else's journey. @returns the page of his link */
export async function askedResolver(): Promise<string> {
	const asked = `exists (select from link l join assignment a on a.organisation_id = l.organisation_id and a.id = l.assignment_id
		where l.organisation_id = d.organisation_id and l.dispute_id = d.id and l.kind = 'resolver' and l.revoked_at is null)`;
	const { id, of } = await copyOfCase(asked, 'in_progress');
	const link = uuidv7();
	const token = tokenOf(DATA, link);
	await ask(async (query) => {
		const question = { id: uuidv7(), dispute_id: id, ended_at: null };
		const { was } = await one<{ was: string }>(
			query,
			`select assignment_id as was from link where dispute_id = $1 and kind = 'resolver' and revoked_at is null order by id limit 1`,
			[of]
		);
		await one(
			query,
			`insert into assignment select (jsonb_populate_record(a, $1)).* from assignment a where a.id = $2 returning id`,
			[JSON.stringify(question), was]
		);
		const own = { id: link, token_hash: sha256(token), dispute_id: id, assignment_id: question.id };
		await one(
			query,
			`insert into link select (jsonb_populate_record(l, $1)).* from link l
			where l.assignment_id = $2 and l.kind = 'resolver' and l.revoked_at is null order by l.id limit 1 returning id`,
			[JSON.stringify(own), was]
		);
	});
	return `/r/${token}`;
}

async function copyOfCase(like: string, status: string) {
	const id = uuidv7();
	const reference = `LIT-2020-${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;
	const of = await ask(async (query) => {
		const { of } = await one<{ of: string }>(
			query,
			`select d.id as of from dispute d where ${like} and d.organisation_id = (select organisation_id from proposal order by id limit 1)
				and exists (select from link l where l.customer_id = d.customer_id and l.kind = 'portal' and l.revoked_at is null)
			order by d.opened_at, d.id limit 1`
		);
		const change = { id, reference, status, idempotency_key: id };
		await one(
			query,
			`insert into dispute select (jsonb_populate_record(d, $1)).* from dispute d where d.id = $2 returning id`,
			[JSON.stringify(change), of]
		);
		// Older than whatever happens next: ids are ordered by time.
		for (const table of ['dispute_item', 'dispute_transition', 'message'])
			await query(
				`insert into ${table} select (jsonb_populate_record(t, to_jsonb(t) || jsonb_build_object('id', '00' || substr(gen_random_uuid()::text, 3), 'dispute_id', $1::text)
					|| (case when to_jsonb(t) ? 'idempotency_key' then jsonb_build_object('idempotency_key', gen_random_uuid()) else '{}' end))).*
				from ${table} t where t.dispute_id = $2`,
				[id, of]
			);
		return of;
	});
	return { id, of, reference };
}

/** The page of an invoice that is paid in full. */
export const paidInvoice = (): Promise<string> =>
	ask(async (query) => {
		const { link, invoice } = await one<{ link: string; invoice: string }>(
			query,
			`select l.id as link, i.id as invoice from invoice i
			join link l on l.organisation_id = i.organisation_id and l.customer_id = i.customer_id
				and l.kind = 'portal' and l.revoked_at is null
			where i.total_minor = (select sum(a.amount_minor) from allocation a
				where a.organisation_id = i.organisation_id and a.invoice_id = i.id)
			order by i.issued_on desc, i.id limit 1`
		);
		return `/p/${tokenOf(DATA, link)}/invoices/${invoice}`;
	});

async function one<Row extends Record<string, unknown>>(
	query: Query,
	sql: string,
	values: unknown[] = []
): Promise<Row> {
	const [row] = await query<Row>(sql, values);
	if (!row) throw new Error(`nothing in this world is so: ${sql}`);
	return row;
}

export const judgedCase = () => casePage(IS_JUDGED);
export const offeredCase = () => caseOffered(STILL_OPEN);
export const finishedCase = () => casePage(`d.status = 'resolved' and not ${IS_JUDGED}`);
export const decidedCase = () => casePage(`d.status = 'decided'`);
/** Nobody has taken it up: it may be changed. */
export const freshCase = () => ownCase(`d.status = 'submitted'`, 'submitted');
