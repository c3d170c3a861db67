import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import sharp from 'sharp';
import { startDatabase } from '../../src/launch/embedded-database.mjs';
import { ask, DEMO_PASSWORD, post, postFiles, signIn, type Asked } from './support/ask';
import { databaseLine, type DatabaseLine } from './support/database-line';
import { askOwner, demoWorld, type DemoWorld } from './support/demo-world';
import { freePort, ownFolder, run, type Program } from './support/entendu';
import { startSink, type Sink } from './support/sink';

const DAY = '2026-03-03';
const LATER = '2026-03-10';

let folder: string;
let database: Awaited<ReturnType<typeof startDatabase>>;
let line: DatabaseLine;
let sink: Sink;
let app: Program;
let base: string;
let world: DemoWorld;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	folder = ownFolder('robust');
	database = await startDatabase({ dataDir: folder, fast: true });
	[line, sink] = [await databaseLine(database.url), await startSink()];
	const port = await freePort();
	base = `http://localhost:${port}`;
	app = run(['node', 'src/launch/start.mjs'], {
		PORT: String(port),
		ORIGIN: base,
		DATA_DIR: folder,
		DATABASE_URL: line.url,
		SMTP_URL: sink.url,
		CLOCK: DAY
	});
	await expect.poll(app.said, { timeout: 90_000 }).toContain('Entendu is ready');
	world = await demoWorld(database.url, folder);
});

test.afterAll(async () => {
	await app?.kill('SIGTERM');
	await line?.close();
	await sink?.close();
	await database?.stop();
	fs.rmSync(folder, { recursive: true, force: true });
});

// First, while nobody else has put a mail in the outbox.
test.describe('the engine', () => {
	const engine = (times: number, day: string) =>
		run(
			['node', 'tests/e2e/support/engine-loop.mjs', String(times)].concat([
				'dunning',
				'run',
				'--org',
				'gantier',
				'--date',
				day,
				'--json'
			]),
			{
				DATABASE_URL: database.url,
				DATA_DIR: folder,
				SMTP_URL: sink.url,
				CLOCK: DAY,
				// One at a time: whoever is killed then leaves one mail nobody knows about.
				SMTP_CONNECTIONS: '1',
				LOG: 'silent'
			}
		);

	interface Sent {
		status: string;
		notice: string;
		message: string;
		/** Its dialogue with the server had begun. */
		begun: boolean;
	}
	const mailsPlannedOn = (day: string) =>
		askOwner(database.url, (query) =>
			query<Sent & { [name: string]: string }>(
				`select n.status as notice, d.status, d.message_id as message,
					d.status = 'claimed' and d.begin_until is null as begun
				from notice n
				join delivery d on d.organisation_id = n.organisation_id and d.notice_id = n.id
				where n.planned_on = $1 and n.channel = 'email' order by d.id`,
				[day]
			)
		);
	const arrivals = (message: string): number =>
		sink.mails.filter(({ messageId }) => messageId.includes(message.replace(/[<>]/g, ''))).length;

	test('woken a hundred times in one day by two processes at once, writes each notice once', async () => {
		test.setTimeout(120_000);
		const both = [engine(50, DAY), engine(50, DAY)];
		for (const { ended, said } of both) expect([await ended, said().slice(0, 0)]).toEqual([0, '']);
		const mails = await mailsPlannedOn(DAY);
		expect(mails.length).toBeGreaterThan(0);
		for (const { status, notice, message } of mails) {
			expect([status, notice]).toEqual(['sent', 'sent']);
			expect(arrivals(message)).toBe(1);
		}
		const twice = await askOwner(database.url, (query) =>
			query(
				`select customer_id, leader_invoice_id, step_key from notice
				group by organisation_id, customer_id, leader_invoice_id, step_key having count(*) > 1`
			)
		);
		expect(twice).toEqual([]);
	});

	test('killed while it sends, goes on later: nothing twice, nothing lost, one mail to be asked about', async () => {
		test.setTimeout(90_000);
		sink.hangFrom = sink.mails.length + 3;
		const killed = engine(1, LATER);
		await expect.poll(() => sink.mails.length, { timeout: 30_000 }).toBe(sink.hangFrom);
		await killed.kill('SIGKILL');
		sink.hangFrom = Infinity;
		const before = await mailsPlannedOn(LATER);
		// Claimed together with it or not yet: of the others nothing had left.
		expect(before.filter(({ begun }) => begun)).toHaveLength(1);
		expect(before.filter(({ status }) => status !== 'sent').length).toBeGreaterThan(1);

		// Ten minutes later, when nobody can still be waiting for that answer.
		await askOwner(database.url, (query) =>
			query(
				`update delivery set lease_until = lease_until - interval '11 minutes',
					begin_until = begin_until - interval '11 minutes' where status = 'claimed'`
			)
		);
		expect(await engine(2, LATER).ended).toBe(0);
		const after = await mailsPlannedOn(LATER);
		expect(after).toHaveLength(before.length);
		expect(after.map(({ status, notice }) => `${status}/${notice}`).sort()).toEqual([
			...after.slice(1).map(() => 'sent/sent'),
			'unknown/unknown'
		]);
		for (const { message } of after) expect(arrivals(message)).toBe(1);
	});
});

test.describe('while the database is gone', () => {
	for (const failure of ['cut', 'silent'] as const)
		test(`(${failure}) every page says so within five seconds, and all is well when it is back`, async () => {
			const { portalToken, resolverToken, reference, users } = world.ours;
			const session = await signIn(base, users.collector!);
			const portal = `/p/${portalToken}`;
			const pages: [string, Asked][] = [
				[portal, {}],
				[`${portal}/disputes/new`, {}],
				[`${portal}/disputes/${reference}`, {}],
				[`/r/${resolverToken}`, {}],
				['/', { session }],
				[`/disputes/${reference}`, { session }]
			];
			line.set(failure);
			const answers = await Promise.all(pages.map(([page, asked]) => ask(base, page, asked)));
			const sent = await post(base, `${portal}/disputes/new`, {
				explanation: 'Il manque 3 cartons'
			});
			const ready = await ask(base, '/readyz');
			const alive = await ask(base, '/healthz');
			line.set('open');

			for (const [at, answer] of [...answers, sent].entries()) {
				const where = pages[at]?.[0] ?? 'the form';
				expect([where, answer.status]).toEqual([where, 503]);
				expect(answer.milliseconds, where).toBeLessThan(5_000);
				expect(answer.text, where).toMatch(/<h1/);
			}
			expect([ready.status, alive.status]).toEqual([503, 200]);
			await expect.poll(async () => (await ask(base, '/readyz')).status).toBe(200);
			for (const [page, asked] of pages) expect((await ask(base, page, asked)).status).toBe(200);
			expect(app.child.exitCode).toBeNull();
		});
});

test.describe('files of a customer', () => {
	const form = () => `/p/${world.ours.portalToken}/disputes/new`;

	/** The form as it comes: an invoice that may be contested and the key that makes it one case. */
	async function fields(): Promise<Record<string, string>> {
		const { text } = await ask(base, form());
		const invoice = /name="invoice"[^>]*value="([^"]+)"/.exec(text)?.[1];
		const key = /name="key"[^>]*value="([^"]+)"/.exec(text)?.[1];
		expect(invoice && key, 'an invoice and a key in the form').toBeTruthy();
		return { invoice: invoice!, key: key!, reason: 'price_unit', part: 'part', outcome: 'CNP' };
	}

	test('a photo of 12 MB arrives without any script', async () => {
		const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
		const content = await sharp({
			create: { width: 4000, height: 3000, channels: 3, background: '#808080', noise }
		})
			.jpeg({ quality: 97 })
			.toBuffer();
		expect(content.length).toBeGreaterThan(12_000_000);
		expect(content.length).toBeLessThan(20_000_000);
		const typed = await fields();
		const photo = { field: 'files', name: 'palette.jpg', type: 'image/jpeg', content };
		const answer = await postFiles(
			base,
			form(),
			{ ...typed, [`amount-${typed.invoice}`]: '1,00', explanation: 'Palette abîmée' },
			[photo]
		);
		expect(answer.status, answer.text.slice(0, 500)).toBe(303);
		const tracker = await ask(base, answer.headers.location!);
		expect(tracker.text).toContain('palette.jpg');
	});

	test('a refused form keeps everything that was typed', async () => {
		const typed = await fields();
		const explanation = 'Il manque « 3 » cartons & l’étiquette <A>';
		const program = {
			field: 'files',
			name: 'setup.exe',
			type: 'image/jpeg',
			content: Buffer.from('MZ\0\0')
		};
		const amount = { [`amount-${typed.invoice}`]: '1,37' };
		const refusals = [
			await postFiles(base, form(), { ...typed, ...amount, explanation }, [program]),
			await post(base, form(), {
				...typed,
				[`amount-${typed.invoice}`]: '999999999,37',
				explanation
			})
		];
		for (const { status, text } of refusals) {
			expect(status).toBe(400);
			expect(text).toContain('Il manque « 3 » cartons &amp; l’étiquette &lt;A');
			expect(text).toMatch(/,37"/);
			expect(text).toContain(typed.key);
			expect(text).toMatch(/value="price_unit"[^>]*checked|checked[^>]*value="price_unit"/);
		}
		expect(refusals[0]!.text).toContain('setup.exe');
	});

	const film = Buffer.alloc(40_000_000, 7);

	test('40 MB of photos are refused on the page that was filled in, with everything typed', async () => {
		const typed = await fields();
		const explanation = 'Trois cartons « mouillés » & ouverts';
		const photo = { field: 'files', name: 'film.jpg', type: 'image/jpeg', content: film };
		const answer = await postFiles(base, form(), { ...typed, explanation }, [photo]);
		expect(answer.status).toBe(413);
		expect(answer.text).toContain('Trois cartons « mouillés » &amp; ouverts');
		expect(answer.text).toContain(typed.key);
		expect(answer.text).toMatch(/value="price_unit"[^>]*checked|checked[^>]*value="price_unit"/);
		expect(answer.text).toContain('L’envoi est trop volumineux');
	});

	test('40 MB that are no form are refused with a sentence instead of a broken line', async () => {
		const headers = { origin: base, 'content-type': 'application/octet-stream' };
		const answer = await ask(base, form(), { method: 'POST', headers, body: film });
		expect(answer.status).toBe(413);
		expect(answer.text).toMatch(/Mo|MB/);
		expect((await ask(base, form())).status).toBe(200);
	});
});

test('the log holds no key that opens anything', async () => {
	const { ours, neighbour } = world;
	const wrong = 'Wrong-Passw0rd-7Qx';
	const guess = 'Zz9'.repeat(14) + 'Z';
	const session = await signIn(base, ours.users.admin!);
	const walk = async () => {
		for (const token of [ours.portalToken, neighbour.portalToken, guess]) {
			await ask(base, `/p/${token}`);
			await ask(base, `/p/${token}/invoices/nonsense`);
			await post(base, `/p/${token}/disputes/new`, { key: 'x' });
			await post(base, '/p/renew', { token });
			await ask(base, `/trpc/links.state?input=${encodeURIComponent(JSON.stringify({ token }))}`);
		}
		for (const token of [ours.resolverToken, guess]) {
			await ask(base, `/r/${token}`);
			await post(base, `/r/${token}`, { verdict: 'nonsense', signedName: 'x' });
		}
		await post(base, '/login', { email: ours.users.admin!, password: wrong, next: '/' });
		await post(base, '/login', { email: 'nobody@gantier.example', password: wrong, next: '/' });
		await ask(base, '/', { session });
		await ask(base, '/disputes?q=abc', { session });
	};
	await walk();
	line.set('cut');
	await walk();
	line.set('open');
	await expect.poll(async () => (await ask(base, '/readyz')).status).toBe(200);

	const log = app
		.said()
		.split('\n')
		.filter((text) => !/^ {2}(Link of|Sign in as)/.test(text))
		.join('\n');
	expect(log).toContain('"level":"error"');
	const secrets = [
		ours.portalToken,
		neighbour.portalToken,
		ours.resolverToken,
		session,
		wrong,
		DEMO_PASSWORD,
		'$argon2'
	];
	for (const secret of [...secrets, guess]) expect(log).not.toContain(secret);
	expect(log).not.toContain(encodeURIComponent(wrong));
});
