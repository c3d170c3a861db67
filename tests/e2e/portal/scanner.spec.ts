import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { ask } from '../support/ask';
import { addressOf, routesOf } from '../support/addresses';
import { askOwner, demoWorld, tokenOf } from '../support/demo-world';
import { freePort, ownFolder, run, type Program } from '../support/entendu';
import fs from 'node:fs';
import path from 'node:path';

let folder: string;
let base: string;
let app: Program;

/** A world of its own whose engine rests: whatever changes was changed by whoever looked. */
test.beforeAll(async () => {
	test.setTimeout(180_000);
	folder = ownFolder('scanner');
	const port = await freePort();
	base = `http://localhost:${port}`;
	app = run(['node', 'src/launch/start.mjs'], { PORT: String(port), DATA_DIR: folder, DEMO: 'on' });
	await expect.poll(() => /Entendu is ready/.test(app.said()), { timeout: 120_000 }).toBe(true);
});
test.afterAll(async () => {
	await app.kill('SIGTERM');
	fs.rmSync(folder, { recursive: true, force: true });
});

const databaseUrl = () => fs.readFileSync(path.join(folder, 'pg/url'), 'utf8');

/** Every row of every table, and every counter: nothing is left out. */
const wholeDatabase = (): Promise<Record<string, string>> =>
	askOwner(databaseUrl(), async (query) => {
		const tables = await query<{ name: string }>(
			`select format('%I.%I', schemaname, tablename) as name from pg_tables
			where schemaname not in ('pg_catalog', 'information_schema') order by 1`
		);
		const sums: Record<string, string> = {};
		for (const { name } of tables) {
			const rows = await query<{ row: string }>(`select t::text as row from ${name} t order by 1`);
			const hash = createHash('sha256').update(rows.map(({ row }) => row).join('\n'));
			sums[name] = `${rows.length} rows ${hash.digest('hex')}`;
		}
		const counters = await query(`select sequencename, last_value from pg_sequences order by 1`);
		return { ...sums, counters: JSON.stringify(counters) };
	});

/** Every link of one customer, and of every case of his: as different mails carry them. */
async function startingPoints(): Promise<string[]> {
	const { ours } = await demoWorld(databaseUrl(), folder);
	const links = await askOwner(databaseUrl(), (query) =>
		query<{ id: string; kind: string }>(
			`select l.id, l.kind from link l join customer c on c.organisation_id = l.organisation_id and c.id = l.customer_id
			where c.code = $1 and c.name = $2 and l.revoked_at is null order by l.id`,
			[ours.code, ours.name]
		)
	);
	const upload = '00000000-0000-7000-8000-000000000000';
	return [
		...[...routesOf('portal'), ...routesOf('resolver')].map(([route]) =>
			addressOf(route, { ...ours, upload })
		),
		...links.map(({ id, kind }) => `/${kind === 'portal' ? 'p' : 'r'}/${tokenOf(folder, id)}`)
	];
}

/** The same page behind another link of the same person is the same page. */
const withoutToken = (address: string) => address.replace(/[A-Za-z0-9_-]{43}/, '…');

/** Addresses a page names, wherever: what a scanner goes through. */
const linksIn = (page: Page): Promise<string[]> =>
	page.evaluate(() =>
		[...document.querySelectorAll('[href], [src], [action], [formaction]')]
			.flatMap((one) =>
				['href', 'src', 'action', 'formaction'].flatMap((name) => one.getAttribute(name) ?? [])
			)
			.map((address) => new URL(address, location.href))
			.filter(({ origin }) => origin === location.origin)
			.map(({ pathname, search }) => pathname + search)
	);

test('a scanner that opens every page, runs its scripts and follows every link changes not one byte', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const context = await browser.newContext({ locale: 'fr-FR' });
	const asked: string[] = [];
	context.on('request', (request) => {
		if (request.method() !== 'GET') asked.push(`${request.method()} ${request.url()}`);
	});
	// Once beforehand: what a process writes when it is first asked (its own pulse) is no scanner's doing.
	await ask(base, '/readyz');
	const before = await wholeDatabase();
	expect(await visitAll(context, await startingPoints())).toBeGreaterThan(10);
	expect(asked).toEqual([]);
	expect(await wholeDatabase()).toEqual(before);
	await context.close();
});

/** One page waits until its network is still, and meanwhile the others go on. */
const PAGES_AT_ONCE = 6;

/** These addresses and all they lead to. @returns how many of them were pages */
async function visitAll(context: BrowserContext, starts: string[]): Promise<number> {
	const tabs = await Promise.all(Array.from({ length: PAGES_AT_ONCE }, () => context.newPage()));
	const seen = new Set<string>();
	let pages = 0;
	for (let waiting = starts; waiting.length > 0;) {
		const fresh = waiting.filter((address) => isNew(address, starts, seen));
		const found = await Promise.all(
			tabs.map(async (tab, at) => {
				const links: string[] = [];
				for (const address of fresh.filter((_, index) => index % tabs.length === at)) {
					if (!(await answersWithPage(address))) continue;
					await tab.goto(base + address, { waitUntil: 'networkidle' });
					pages++;
					links.push(...(await linksIn(tab)));
				}
				return links;
			})
		);
		waiting = found.flat();
	}
	return pages;
}

function isNew(address: string, starts: string[], seen: Set<string>): boolean {
	const place = starts.includes(address) ? address : withoutToken(address);
	if (seen.has(place) || !/^\/[pr]\//.test(address)) return false;
	seen.add(place);
	return true;
}

async function answersWithPage(address: string): Promise<boolean> {
	let isPage = false;
	for (const method of ['HEAD', 'OPTIONS', 'GET']) {
		const { status, headers } = await ask(base, address, { method });
		expect(status, `${method} ${address}`).toBeLessThan(500);
		if (method === 'GET') isPage = headers['content-type']?.includes('text/html') ?? false;
	}
	return isPage;
}
