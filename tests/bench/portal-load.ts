/**
 * `npm run bench:portal-load [-- --invoices 200000 --links 200 --seconds 5]`: how many times a second the account
 * page is served to the holders of many links, one after the other, against an empty SvelteKit page built with the
 * same packages, in turns on the same machine. Beside it, without a limit: while something is committed each second,
 * and drawn anew each time, as after every change.
 * JSON on standard output; ends with 1 when an answer was wrong or the ratio is below a half.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmptyPage } from './empty-page';
import { askedOnce, requestsPerSecond, type Served } from './load';
import { startOwnDatabase } from './own-database';
import { startPortal } from './portal-server';
import { createHash, randomUUID } from 'node:crypto';
import { tokenOf } from '../e2e/support/demo-world';

const LEAST_RATIO = 0.5;
const text = { type: 'string' } as const;
const { values } = parseArgs({
	options: { invoices: text, seconds: text, connections: text, links: text }
});
const invoices = Number(values.invoices ?? 200_000);
const seconds = Number(values.seconds ?? 5);
const connections = Number(values.connections ?? 16);
const links = Number(values.links ?? 200);
const TURNS = 3;

const database = await startOwnDatabase();
// The engine would plan reminders for all that was just filled in: here it is the pages that are measured.
const portal = await startPortal({ DATABASE_URL: database.url, ENGINE: 'off' });
const empty = await startEmptyPage();
let isGood: boolean;
try {
	await fillUp(invoices);
	const accounts = await accountsOf(links);
	const found = { empty: [] as Served[], account: [] as Served[] };
	await requestsPerSecond([empty.address], connections, 1);
	// Each once: what is measured is a page that was read before. Below, what it costs when it was not.
	await askedOnce(accounts, connections);
	for (let turn = 0; turn < TURNS; turn++) {
		found.empty.push(await requestsPerSecond([empty.address], connections, seconds));
		found.account.push(await requestsPerSecond(accounts, connections, seconds));
	}
	const changing = await whileChanging(() => requestsPerSecond(accounts, connections, seconds));
	// An address with a question is never kept: what it costs to draw the page.
	const anew = accounts.map((account) => `${account}?drawn`);
	const drawn = await requestsPerSecond(anew, connections, seconds);
	isGood = report(found, { changing, drawn });
} finally {
	await empty.close();
	await portal.close();
	await database.close();
}
process.exitCode = isGood ? 0 : 1;

function report(
	found: Record<'empty' | 'account', Served[]>,
	{ changing, drawn }: Record<'changing' | 'drawn', Served>
): boolean {
	const middle = (all: Served[]) => all.map(({ perSecond }) => perSecond).sort((a, b) => a - b)[1]!;
	const sum = (all: Served[], of: 'errors' | 'bytes') => all.reduce((n, one) => n + one[of], 0);
	const ratio = Math.round((middle(found.account) / middle(found.empty)) * 100) / 100;
	const errors =
		sum(found.account, 'errors') + sum(found.empty, 'errors') + changing.errors + drawn.errors;
	const good = ratio >= LEAST_RATIO && errors === 0;
	console.log(
		JSON.stringify({
			openInvoices: invoices,
			links,
			connections,
			seconds,
			emptyPerSecond: middle(found.empty),
			accountPerSecond: middle(found.account),
			accountPerSecondAtOneChangeASecond: changing.perSecond,
			accountDrawnPerSecond: drawn.perSecond,
			ratio: { value: ratio, limit: LEAST_RATIO, good },
			errors,
			turns: found
		})
	);
	return good;
}

/** Any commit will do: every kept page is drawn again at its next request. */
async function whileChanging<T>(work: () => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	const commit = () => void client.query('select pg_current_xact_id()');
	const each = setInterval(commit, 1_000);
	commit();
	const result = await work();
	clearInterval(each);
	await client.end();
	return result;
}

/** Open invoices of the other customers of the demo, until there are enough. */
async function fillUp(count: number): Promise<void> {
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	await client.query(
		`insert into invoice (organisation_id, id, customer_id, number, issued_on, due_on, currency, total_minor, created_at)
		select c.organisation_id, gen_random_uuid(), c.id, 'LOAD-' || g, current_date - 40, current_date - g % 30,
			'EUR', 10000 + g, now()
		from generate_series(1, $1::int) g
		join (select *, row_number() over () as place, count(*) over () as many from customer
			where id not in (select customer_id from link)) c on c.place = 1 + g % c.many`,
		[count]
	);
	// Or the database would do so by itself meanwhile, which are changes.
	await client.query('vacuum analyze');
	await client.end();
}

/** As many more links of the demo's customers: each is a page of its own. */
async function accountsOf(count: number): Promise<string[]> {
	const made = Array.from({ length: count }, () => randomUUID()).map((id) => ({
		id,
		token: tokenOf(portal.data, id)
	}));
	const client = new pg.Client({ connectionString: database.url });
	await client.connect();
	const { rowCount } = await client.query(
		`with holder as (
			select to_jsonb(link) as row, row_number() over (order by id) as place, count(*) over () as many
			from link where kind = 'portal' and revoked_at is null)
		insert into link select (jsonb_populate_record(null::link, h.row || made.changed)).*
		from jsonb_array_elements($1::jsonb) with ordinality as made(changed, n)
		join holder h on h.place = 1 + made.n % h.many`,
		[
			JSON.stringify(
				made.map(({ id, token }) => ({
					id,
					token_hash: createHash('sha256').update(token).digest('hex'),
					expires_at: '2099-01-01T00:00:00Z'
				}))
			)
		]
	);
	await client.end();
	if (rowCount !== count) throw new Error(`${rowCount} links instead of ${count}`);
	return made.map(({ token }) => `${portal.address}/p/${token}`);
}
