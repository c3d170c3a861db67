// npm run bench:queue -- --disputes N: what a page of the staff's queue and a search cost the server: all it does for the
// page, from the address to the data it is drawn from (rows, counts, choices of the filters, the frame around it), beside
// a question to the same database that asks for nothing.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { sql } from 'drizzle-orm';
import { deskScope, type DeskScope, type SystemScope } from '$lib/server/auth/scope';
import { closePool, unitOfWork } from '$lib/server/db/client';
import { migrateDatabase } from '$lib/server/db/migrate';
import { keepPromisedDays } from '$lib/server/disputes/keep-promised-days';
import { PAGE } from '$lib/server/disputes/queue-list';
import { createOrganisation } from '$lib/server/settings/create-organisation';
import { createUser } from '$lib/server/settings/create-user';
import { startDatabase } from '../../src/launch/embedded-database.mjs';
import { load as frame } from '../../src/routes/(desk)/+layout.server';
import { load as queue } from '../../src/routes/(desk)/disputes/+page.server';
import { fillQueue } from './queue-world';

const DAY = '2026-03-03';
const LIMITS = { pageMs: 100, searchMs: 150 };

/** Addresses of the list. One that says nothing may lead to what somebody chose to begin with. */
const PAGES = {
	'open, by day': 'sort=due',
	'open, by amount': 'sort=amount',
	'open, by age': 'sort=age',
	'open, page 20': 'page=20',
	late: 'view=late',
	'to assign': 'view=triage',
	'to decide': 'view=decide',
	mine: 'view=mine',
	'asked of me': 'owner=me',
	'asked of nobody': 'owner=nobody',
	'not kept': 'deadline=breached',
	'closed, by amount': 'view=closed&sort=amount',
	'one kind, of a team': 'category=price&team=billing',
	'amounts and days': 'amountFrom=500&openedFrom=2026-01-01&sort=amount'
};
const SEARCHES = {
	'a reference': 'q=LIT-2026-004242',
	'an invoice': 'q=F-777',
	'a customer': 'q=etablissements+1234',
	'a common word': 'q=palette',
	'two common words': 'q=palette+transporteur&view=closed',
	'three beginnings': 'q=pal+tra+rem&sort=amount',
	'a word nobody wrote': 'q=introuvable'
};

const { values } = parseArgs({
	options: {
		disputes: { type: 'string', default: '50000' },
		rounds: { type: 'string', default: '40' }
	}
});
const size = {
	disputes: Number(values.disputes),
	customers: Math.ceil(Number(values.disputes) / 10)
};
const rounds = Number(values.rounds);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-queue-'));
fs.chmodSync(folder, 0o755);
const database = await startDatabase({ dataDir: folder });
try {
	const found = await measure(database.url);
	console.log(JSON.stringify(found, null, '\t'));
	if (!found.holds) process.exitCode = 1;
} finally {
	await closePool();
	await database.stop();
	fs.rmSync(folder, { recursive: true, force: true });
}

async function measure(url: string) {
	Object.assign(process.env, {
		...{ DATABASE_URL: url, DATA_DIR: folder, DEMO: 'on' },
		...{ CLOCK: `${DAY}T09:00:00Z`, LOG: 'silent' }
	});
	await migrateDatabase(url);
	const inside = await createOrganisation({ slug: 'b', name: 'Bench', email: 'b@bench.test' });
	const desk = await somebody(inside);
	await fill(url, desk);
	// As the engine does every minute.
	await keepPromisedDays(inside);
	await tidy(url);
	return figures(desk);
}

async function somebody(inside: SystemScope): Promise<DeskScope> {
	const user = {
		email: 'desk@bench.test',
		name: 'Desk',
		role: 'collector',
		language: 'fr'
	} as const;
	const id = await createUser(inside, { ...user, team: 'billing', password: 'long enough for it' });
	const { organisationId, timeZone } = inside;
	return deskScope({ organisationId, timeZone, user: { ...user, id, demo: false } } as never);
}

async function fill(url: string, { organisationId, user }: DeskScope) {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await fillQueue(client, { organisationId, userId: user.id, today: DAY, size });
	} finally {
		await client.end();
	}
}

/** As autovacuum does a minute after so many rows changed: a page is asked for all day, the days are kept at night. */
async function tidy(url: string) {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query('vacuum analyze queue_case');
	} finally {
		await client.end();
	}
}

async function figures(desk: DeskScope) {
	const empty = await p95(() => unitOfWork(desk, ({ tx }) => tx.execute(sql`select 1`)), 5);
	const pages = await timed(desk, PAGES);
	const searches = await timed(desk, SEARCHES);
	const worst = (of: Record<string, Timed>) => Math.max(...Object.values(of).map(({ p95 }) => p95));
	const [pageMs, searchMs] = [worst(pages), worst(searches)];
	return {
		...size,
		rows: PAGE,
		emptyQuestionMs: empty,
		limits: LIMITS,
		page: { p95: pageMs, ofEmpty: round(pageMs / empty), of: pages },
		search: { p95: searchMs, ofEmpty: round(searchMs / empty), of: searches },
		holds: pageMs <= LIMITS.pageMs && searchMs <= LIMITS.searchMs,
		cores: os.cpus().length,
		load: round(os.loadavg()[0]!),
		node: process.version
	};
}

interface Timed {
	p95: number;
	total: number;
}

async function timed(desk: DeskScope, asked: Record<string, string>) {
	const found: Record<string, Timed> = {};
	for (const [name, address] of Object.entries(asked)) {
		const ask = () => page(desk, address);
		const { queue } = await ask();
		found[name] = { p95: await p95(ask, 1), total: queue.total };
	}
	return found;
}

/** As the server answers: the frame and the page are loaded beside each other. */
async function page(scope: DeskScope, address: string) {
	const url = new URL(`https://bench.test/disputes?${address}`);
	const locals = { scope, requestId: 'bench', language: scope.user.language };
	const event = { url, locals, request: new Request(url) };
	const [, shown] = await Promise.all([frame(event as never), queue(event as never)]);
	return shown;
}

/** Of so many rounds, warm; the worst of them is what one in twenty waits at most. */
async function p95(ask: () => Promise<unknown>, times: number): Promise<number> {
	const took: number[] = [];
	for (let i = 0; i < rounds * times; i++) {
		const started = performance.now();
		await ask();
		took.push(performance.now() - started);
	}
	took.sort((a, b) => a - b);
	return round(took[Math.ceil(took.length * 0.95) - 1]!);
}

function round(n: number): number {
	return Math.round(n * 100) / 100;
}
