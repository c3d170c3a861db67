import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isAlive, until } from './processes.mjs';
import { runQuietly } from './run-quietly.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-quiet-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const MODULE = path.resolve('src/launch/run-quietly.mjs');
const STAGE = path.resolve('src/launch/stage.mjs');
const shell = (script: string) => runQuietly('sh', ['-c', script]);

/** A process of its own, as `npm start` is: its words and its end are what a person sees. */
function program(source: string) {
	const child = spawn(process.execPath, ['--input-type=module', '-e', source]);
	let words = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (words += chunk.toString()));
	const ended = new Promise<NodeJS.Signals | number | null>((done) =>
		child.once('close', (code, signal) => done(signal ?? code))
	);
	return { child, ended, words: () => words };
}

test('what works says nothing', async () => {
	await expect(shell('echo many; echo lines >&2')).resolves.toBeUndefined();
});

test('what fails hands over all it said, in the order it said it', async () => {
	await expect(shell('echo one; sleep 0.1; echo two >&2; exit 3')).rejects.toMatchObject({
		output: 'one\ntwo\n',
		message: expect.stringContaining('ended with 3') as string
	});
});

test('a program that does not exist is an error', async () => {
	await expect(runQuietly('/nowhere/at-all', [])).rejects.toThrow('ENOENT');
});

test('a signal stops the program and everything it started', async () => {
	const file = path.join(folder, 'grandchild');
	const { child, ended } = program(`
		import { runQuietly } from ${JSON.stringify(MODULE)};
		await runQuietly('sh', ['-c', 'sleep 60 & echo $! >${file}; wait']).catch((error) => {
			process.exitCode = error.signal === 'SIGINT' ? 42 : 1;
		});`);
	const grandchild = () => (fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0);
	await until(() => grandchild() > 0, 5_000);
	child.kill('SIGINT');
	expect(await ended).toBe(42);
	expect(await until(() => !isAlive(grandchild()), 5_000)).toBe(true);
});

test('a stage is one line with its duration, and what was said follows', async () => {
	const { ended, words } = program(`
		import { stage } from ${JSON.stringify(STAGE)};
		import { Interrupted } from ${JSON.stringify(MODULE)};
		await stage('Counting', (say) => say('up to three'));
		await stage('Failing', () => { throw new Error('x'); }).catch(() => {});
		await stage('Interrupted', () => { throw new Interrupted('SIGINT'); }).catch(() => {});
		await stage('Waiting', () => process.exit(0));`);
	await ended;
	expect(words().replace(/\d\.\d s/, 'N s')).toBe(
		'  Counting… N s\n    up to three\n  Failing… failed\n  Interrupted… stopped\n  Waiting… stopped\n'
	);
});
