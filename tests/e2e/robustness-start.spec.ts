import { expect, test } from '@playwright/test';
import fs from 'node:fs';
import path from 'node:path';
import { ask } from './support/ask';
import { askOwner } from './support/demo-world';
import { freePort, isAlive, ownFolder, run, type Program } from './support/entendu';

let folder: string;
let port: number;
let running: Program[];

test.beforeEach(async () => {
	folder = ownFolder('start');
	port = await freePort();
	running = [];
});
test.afterEach(async () => {
	for (const { kill } of running) await kill('SIGKILL');
	await expect.poll(() => isDatabaseAlive(), { timeout: 20_000 }).toBe(false);
	fs.rmSync(folder, { recursive: true, force: true });
});

const settings = () => ({ PORT: String(port), DATA_DIR: folder, DEMO: 'off' });

async function start(command: string[], more: Record<string, string> = {}): Promise<Program> {
	const program = run(command, { ...settings(), ...more });
	running.push(program);
	const ready = () => /Entendu is ready|could not start/.test(program.said());
	await expect.poll(ready, { timeout: 40_000 }).toBe(true);
	expect(program.said()).not.toContain('could not start');
	return program;
}

const pidOfDatabase = (): number => {
	const file = path.join(folder, 'pg/data/postmaster.pid');
	return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : 0;
};
let lastDatabase = 0;
const isDatabaseAlive = (): boolean => lastDatabase > 0 && isAlive(lastDatabase);

const isServing = () =>
	ask(`http://localhost:${port}`, '/healthz').then(
		() => true,
		() => false
	);

test('told to stop through the shell of npm, the application and its database are gone', async () => {
	const program = await start(['sh', '-c', 'node src/launch/start.mjs; exit $?'], {
		npm_lifecycle_event: 'start'
	});
	lastDatabase = pidOfDatabase();
	expect([isDatabaseAlive(), await isServing()]).toEqual([true, true]);
	await program.kill('SIGTERM');
	await expect.poll(isDatabaseAlive, { timeout: 20_000 }).toBe(false);
	expect(await isServing()).toBe(false);
});

test('killed without a word, it takes its database along, and the next start finds everything', async () => {
	const program = await start(['node', 'src/launch/start.mjs']);
	lastDatabase = pidOfDatabase();
	const made = run(
		[
			'node',
			'src/launch/entendu.mjs',
			'organisation',
			'create',
			'--name',
			'Chez Nous',
			'--email',
			'compta@nous.test'
		],
		settings()
	);
	expect(await made.ended, made.said()).toBe(0);
	await program.kill('SIGKILL');
	await expect.poll(isDatabaseAlive, { timeout: 20_000 }).toBe(false);

	const again = await start(['node', 'src/launch/start.mjs']);
	lastDatabase = pidOfDatabase();
	const url = fs.readFileSync(path.join(folder, 'pg/url'), 'utf8');
	const names = await askOwner(url, (query) => query('select name from organisation'));
	expect(names).toEqual([{ name: 'Chez Nous' }]);
	await again.kill('SIGTERM');
	await expect.poll(isDatabaseAlive, { timeout: 20_000 }).toBe(false);
});
