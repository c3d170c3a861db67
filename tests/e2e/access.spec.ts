import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROLES } from '../../src/lib/domain/access';
import { letsIn } from '../guards/access-table';
import { addressOf, addressThrough, isFile, namesSomething, routesOf } from './support/addresses';
import { ask, post, type Answer } from './support/ask';
import { askOwner, type DemoWorld, type Ids } from './support/demo-world';
import { filledWorld, type Sessions } from './support/filled-world';

const DATA = path.resolve(import.meta.dirname, '../..', process.env.E2E_DATA_DIR ?? '.data/e2e');
const NOBODY = 'x'.repeat(43);

let base: string;
let world: DemoWorld;
let databaseUrl: string;
let sessions: Sessions;

test.beforeAll(async () => {
	base = test.info().project.use.baseURL!;
	databaseUrl = fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8');
	({ world, sessions } = await filledWorld(base, DATA));
});

/** kit fetches this of a page when its script does the walking. */
const dataOf = (page: string): string => {
	const [name, search] = page.split('?');
	return `${name === '/' ? '' : name}/__data.json${search ? `?${search}` : ''}`;
};

/** Nothing by which somebody would recognise this customer. */
function expectNothingOf(owner: Ids, { text }: Answer, where: string): void {
	const secrets = [owner.name, owner.number, owner.invoice, owner.attachment];
	// What stood in the address was known before.
	for (const secret of secrets.filter((each) => !where.includes(each)))
		expect(text, `${where} shows ${secret}`).not.toContain(secret);
}

/** What the demo world does not hold yet: nobody has scanned a receipt or exported credits in it. */
const WRITTEN_LATER: ReadonlySet<string> = new Set([
	'/(desk)/credits/[batch]/file',
	'/(desk)/dunning/letters/[id]/proof',
	'/(desk)/dunning/letters/files/[id]',
	'/(desk)/dunning/notices/[id]/pdf',
	'/(desk)/dunning/notices/[id]/preview'
]);

test.describe('staff pages', () => {
	for (const [route, door] of routesOf('desk')) {
		test(`${route} asks strangers to sign in`, async () => {
			const page = addressOf(route, world.ours);
			const answer = await ask(base, page);
			expect(answer.status).toBe(303);
			expect(answer.headers.location).toBe(`/login?next=${encodeURIComponent(page)}`);
			if (isFile(route)) return;
			const data = await ask(base, dataOf(page));
			expect(JSON.parse(data.text)).toMatchObject({ type: 'redirect' });
			expectNothingOf(world.ours, data, page);
		});

		test(`${route} opens for the roles that may`, async () => {
			const page = addressOf(route, world.ours);
			for (const role of ROLES) {
				const { status, headers } = await ask(base, page, { session: sessions[role] });
				const opened = WRITTEN_LATER.has(route) ? 404 : 200;
				expect([role, status]).toEqual([role, letsIn(door, role) ? opened : 403]);
				expect(headers['cache-control']).toContain('no-store');
			}
		});

		test(`${route} gives a role that may not nothing by the back door`, async () => {
			const page = addressOf(route, world.ours);
			for (const role of ROLES.filter((each) => !letsIn(door, each) && !isFile(route)))
				expectNothingOf(
					world.ours,
					await ask(base, dataOf(page), { session: sessions[role] }),
					page
				);
		});

		test(`${route} shows the other company nothing of ours`, async () => {
			const page = addressOf(route, world.ours);
			const answer = await ask(base, page, { session: sessions.foreign });
			expect(answer.status).toBe(namesSomething(route) ? 404 : 200);
			expectNothingOf(world.ours, answer, page);
			if (isFile(route)) return;
			const data = await ask(base, dataOf(page), { session: sessions.foreign });
			expectNothingOf(world.ours, data, page);
		});
	}
});

/** Of a link, sent to and never looked at. */
const SENT_TO: readonly string[] = ['/r/[token]/others'];

test.describe('links', () => {
	for (const route of SENT_TO)
		test(`${route} is not looked at, and takes nothing from another key`, async () => {
			const { portalToken, reference } = world.ours;
			expect((await ask(base, addressOf(route, world.ours))).status).toBe(405);
			for (const resolverToken of [portalToken, NOBODY])
				for (const session of [undefined, sessions.admin]) {
					const page = addressOf(route, { ...world.ours, resolverToken });
					const answer = await post(base, page, { reference }, { session });
					expect(answer.status).toBe(404);
					expectNothingOf(world.ours, answer, page);
				}
		});

	for (const kind of ['portal', 'resolver'] as const)
		for (const [route] of routesOf(kind).filter(([each]) => !SENT_TO.includes(each))) {
			test(`${route} opens with its own link`, async () => {
				const answer = await ask(base, addressOf(route, world.ours));
				expect(answer.status).toBe(200);
				expect(answer.headers['x-robots-tag']).toContain('noindex');
				expect(answer.headers['cache-control']).toContain('no-store');
			});

			test(`${route} opens with no other key`, async () => {
				const { portalToken, resolverToken } = world.ours;
				const crossed = { ...world.ours, portalToken: resolverToken, resolverToken: portalToken };
				const unknown = { ...world.ours, portalToken: NOBODY, resolverToken: NOBODY };
				for (const ids of [crossed, unknown])
					for (const session of [undefined, sessions.admin]) {
						const page = addressOf(route, ids);
						const answer = await ask(base, page, { session });
						expect(answer.status).toBe(404);
						expectNothingOf(world.ours, answer, page);
						if (isFile(route)) continue;
						expectNothingOf(world.ours, await ask(base, dataOf(page), { session }), page);
					}
			});

			if (namesSomething(route))
				test(`${route} shows nothing of another customer or company`, async () => {
					const strangers = [world.neighbour, world.foreign];
					for (const owner of strangers) {
						const page = addressThrough(route, world.ours, owner);
						const answer = await ask(base, page);
						expect(answer.status).toBe(404);
						expectNothingOf(owner, answer, page);
						if (isFile(route)) continue;
						expectNothingOf(owner, await ask(base, dataOf(page)), page);
					}
				});
		}
});

/** Doors nobody opens by looking. */
const ONLY_POST = ['/logout', '/in/provider/[id]', '/api/inbound/[organisation]'];
/** Leads back to the sign-in whoever did not begin there. */
const BEGUN_ELSEWHERE = ['/login/second-factor'];

test.describe('pages for everybody', () => {
	for (const [route] of routesOf('open'))
		test(`${route} knows nobody`, async () => {
			const { status } = await ask(base, addressOf(route, world.ours));
			const otherwise = BEGUN_ELSEWHERE.includes(route) ? 303 : 200;
			expect(status).toBe(ONLY_POST.includes(route) ? 405 : otherwise);
		});
});

test('a page that does not exist answers the same whoever asks', async () => {
	for (const session of [undefined, sessions.admin])
		expect((await ask(base, '/no/such/page', { session })).status).toBe(404);
});

test('every answer carries the headers that keep it where it belongs', async () => {
	const pages = [
		'/login',
		'/',
		'/no/such/page',
		`/p/${NOBODY}`,
		...['desk', 'portal', 'resolver', 'open'].flatMap((kind) =>
			routesOf(kind as 'desk').map(([route]) => addressOf(route, world.ours))
		)
	];
	for (const page of new Set(pages)) {
		const { headers, status, text } = await ask(base, page, { session: sessions.admin });
		expect(headers, page).toMatchObject({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'same-origin',
			'x-frame-options': 'SAMEORIGIN'
		});
		if (status === 200 && headers['content-type']?.includes('text/html')) {
			// A page made in advance has its policy inside.
			const inside = /http-equiv="content-security-policy" content="([^"]+)"/.exec(text)?.[1];
			const policy = String(headers['content-security-policy'] ?? inside);
			expect(policy, page).toContain(`default-src 'none'`);
			expect(policy, page).toContain(`object-src 'none'`);
			expect(policy, page).not.toMatch(/script-src[^;]*unsafe|https?:/);
		}
	}
});

test('files somebody sent cannot run', async () => {
	for (const route of [
		'/(desk)/disputes/[reference]/attachments/[id]',
		'/p/[token]/attachments/[id]'
	]) {
		const { headers } = await ask(base, addressOf(route, world.ours), { session: sessions.admin });
		expect(headers['content-security-policy']).toContain('sandbox');
		expect(headers['content-disposition']).toMatch(/^attachment/);
	}
});

const FOREIGN: Record<string, string>[] = [
	{ origin: 'https://evil.example' },
	{ origin: 'null' },
	{ 'sec-fetch-site': 'cross-site' },
	{ 'sec-fetch-site': 'same-site' }
];

test('another site cannot press our buttons', async () => {
	const { portalToken, reference } = world.ours;
	const buttons = [
		'/login',
		'/logout',
		`/disputes/${reference}?/close`,
		`/p/${portalToken}/disputes/${reference}?/withdraw`,
		'/p/renew',
		'/dev/clock?/week',
		'/trpc/desk.dunning.runNow'
	];
	const before = await businessRows();
	for (const button of buttons)
		for (const headers of FOREIGN)
			for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
				const asked = { headers: { ...headers, 'content-type': type }, session: sessions.admin };
				const answer = await post(base, button, { to: 'withdrawn' }, asked);
				expect([button, headers, answer.status]).toEqual([button, headers, 403]);
			}
	// Without any of these headers a program may speak to /trpc, a form of another site may not.
	const plain = await post(base, '/trpc/desk.dunning.runNow', {}, { session: sessions.admin });
	expect(plain.status).toBe(403);
	expect(await businessRows()).toEqual(before);
});

test('the procedures over HTTP know the same doors as the pages', async () => {
	const headers = { 'x-entendu': '1' };
	const reading = (session?: string) =>
		ask(base, '/trpc/desk.settings.users', { headers, session });
	expect((await reading()).status).toBe(401);
	expect((await reading(sessions.admin)).status).toBe(200);
	const answer = await ask(base, '/trpc/desk.dunning.plan', {
		headers,
		session: sessions.resolver
	});
	expect(answer.status).toBe(403);
	expect(answer.text).not.toMatch(/\bat .*\.js:\d+/);
});

test('names that are not ours are not answered', async () => {
	for (const host of [
		'evil.example',
		'localhost.evil.example',
		`evil.example:${new URL(base).port}`
	])
		expect((await ask(base, '/login', { headers: { host } })).status).toBe(421);
	const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
	const { headers, text } = await ask(base, '/', { headers: forwarded });
	expect(`${headers.location} ${text}`).not.toContain('evil.example');
});

test('addresses with two slashes lead nowhere', async () => {
	for (const address of ['//evil.example', '//evil.example/login', '///evil.example/%2e%2e'])
		expect((await ask(base, address)).status).toBe(404);
});

test.describe('after signing in', () => {
	const file = path.resolve(import.meta.dirname, '../../../shared/data/hostile/redirects.txt');
	const found = fs.existsSync(file);
	const listed = found ? fs.readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
	const own = ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example'];

	for (const next of new Set([...own, ...listed]))
		test(`one stays here, whatever ${JSON.stringify(next)} says`, async () => {
			const email = world.ours.users.collector!;
			const answers = [
				await post(base, '/login', { email, password: 'entendu-demo', next }),
				await ask(base, `/login?next=${encodeURIComponent(next)}`, { session: sessions.admin })
			];
			for (const { status, headers } of answers) {
				expect(status).toBe(303);
				expect(headers.location).toMatch(/^\/(?![/\\])[^\\\t]*$/);
				expect(new URL(headers.location!, base).origin).toBe(new URL(base).origin);
			}
		});
});

test('looking at a link changes nothing, however it is done', async () => {
	const links = [...routesOf('portal'), ...routesOf('resolver')];
	const pages = links.map(([route]) => addressOf(route, world.ours));
	const before = await businessRows();
	for (const page of pages)
		for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) {
			const { status } = await ask(base, page, { method });
			expect(status, `${method} ${page}`).toBeLessThan(500);
		}
	for (const page of [`/p/${world.ours.portalToken}/disputes/${world.ours.reference}?/withdraw`])
		await ask(base, page);
	expect(await businessRows()).toEqual(before);
});

/** What people and their links have written; the engine may be sending mails meanwhile. */
const businessRows = (): Promise<Record<string, string>> =>
	askOwner(databaseUrl, async (query) => {
		const sums: Record<string, string> = {};
		for (const [table, rows] of Object.entries(BUSINESS)) {
			const found = await query<{ row: string }>(`${rows} order by 1`);
			const hash = createHash('sha256').update(JSON.stringify(found)).digest('hex');
			sums[table] = `${found.length} rows ${hash}`;
		}
		return sums;
	});

const TABLES =
	'customer contact hold invoice payment allocation dispute dispute_item dispute_transition message attachment assignment answer resolution user organisation reason';
const BUSINESS: Record<string, string> = {
	...Object.fromEntries(
		TABLES.split(' ').map((table) => [table, `select t::text as row from "${table}" t`])
	),
	audit_event: `select t::text as row from audit_event t where actor_kind in ('customer', 'resolver')`,
	delivery: `select id::text as row from delivery where mail <> 'dunning-notice'`
};
