// A real PostgreSQL without any set-up: used only when DATABASE_URL is not given.
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { leaveFolder, ownerOf, takeFolder } from './data-owner.mjs';
import { postgresBinaries } from './postgres-binaries.mjs';
import { isAlive, programOf, unprivilegedAccount, until } from './processes.mjs';

const OWNER = 'entendu';
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * @typedef {{ url: string, folder: string, joined: boolean, stop: () => Promise<void> }} Database
 * @typedef {{ dataDir: string, fast?: boolean, say?: (message: string) => void }} Options
 *   `fast` gives up safety on disk: for tests only.
 */

/** @param {Options} options @returns {Promise<Database>} */
export async function startDatabase({ dataDir, fast = false, say = () => {} }) {
	const asked = path.resolve(dataDir, 'pg');
	const account = unprivilegedAccount(path.join(asked, 'data'));
	const binaryOf = await postgresBinaries(account);
	const folder = reachableFolder(asked, account, say);
	takeFolder(folder);
	try {
		const password = initialise(folder, account, binaryOf, fast);
		await stopOrphan(path.join(folder, 'data', 'postmaster.pid'), say);
		const server = await launch(folder, account, binaryOf('postgres'), fast);
		const url = `postgres://${OWNER}:${password}@127.0.0.1:${server.port}/${OWNER}`;
		await createDatabase(url);
		fs.mkdirSync(asked, { recursive: true });
		fs.writeFileSync(urlFile(asked), url, { mode: 0o600 });
		return { url, folder, joined: false, stop: () => stop(server.child, asked, folder) };
	} catch (error) {
		leaveFolder(folder);
		throw error;
	}
}

/** For the command line: uses the database of a running server, else starts it for this command. */
export async function joinOrStartDatabase(options) {
	const asked = path.resolve(options.dataDir, 'pg');
	const isRunning = () => ownerOf(asked) ?? ownerOf(farFolder(asked));
	if (!isRunning()) return startDatabase(options);
	const ready = await until(() => fs.existsSync(urlFile(asked)) || !isRunning(), 60_000);
	if (!ready) throw new Error('Entendu is starting but its database does not answer: try again.');
	if (!isRunning()) return startDatabase(options);
	const url = fs.readFileSync(urlFile(asked), 'utf8');
	return { url, folder: asked, joined: true, stop: async () => {} };
}

const urlFile = (folder) => path.join(folder, 'url');
/** Where the data are when their account cannot reach the folder that was asked for. */
export const farFolder = (asked) =>
	`/var/lib/entendu/${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`;

/** Started as root from a place closed to others (/root), the data go where their account can reach them. */
function reachableFolder(asked, account, say) {
	fs.mkdirSync(asked, { recursive: true });
	if (account.uid === undefined) return refuseUnwritable(asked);
	fs.chownSync(asked, account.uid, account.gid);
	if (isWritable(asked, account)) return asked;
	if (fs.existsSync(path.join(asked, 'data')))
		throw new Error(
			`${asked} holds a database that its account cannot reach: open the folders above it.`
		);
	const far = farFolder(asked);
	fs.mkdirSync(far, { recursive: true });
	fs.chownSync(far, account.uid, account.gid);
	say(`PostgreSQL cannot run as root and cannot reach ${asked}: its data are in ${far}`);
	return far;
}

function refuseUnwritable(asked) {
	try {
		fs.accessSync(asked, fs.constants.W_OK | fs.constants.X_OK);
		return asked;
	} catch {
		throw new Error(
			`${asked} belongs to another account (was Entendu started as root before?): give it to yours, or set DATA_DIR.`
		);
	}
}

const isWritable = (folder, account) =>
	spawnSync('/bin/sh', ['-c', 'test -w "$0" && test -x "$0"', folder], { ...account, cwd: '/' })
		.status === 0;

/** Makes the cluster at the first start. @returns the owner's password */
function initialise(folder, account, binaryOf, fast) {
	const data = path.join(folder, 'data');
	const passwordFile = path.join(folder, 'password');
	if (fs.existsSync(data)) return fs.readFileSync(passwordFile, 'utf8');
	const password = randomBytes(24).toString('base64url');
	fs.rmSync(passwordFile, { force: true });
	fs.writeFileSync(passwordFile, password, { mode: 0o600 });
	if (account.uid !== undefined) fs.chownSync(passwordFile, account.uid, account.gid);
	// Renamed when complete, so that an interrupted start is simply done again.
	const unfinished = path.join(folder, 'data.new');
	fs.rmSync(unfinished, { recursive: true, force: true });
	const flags = [...initdbFlags(unfinished, passwordFile), ...(fast ? ['--no-sync'] : [])];
	const made = spawnSync(binaryOf('initdb'), flags, { ...account, cwd: folder, encoding: 'utf8' });
	if (made.status !== 0)
		throw new Error(
			`PostgreSQL could not be set up in ${folder}: ${made.error?.message ?? made.stderr}`
		);
	fs.renameSync(unfinished, data);
	return password;
}

/** The same order and case rules on every system, whatever its locales. */
const initdbFlags = (data, passwordFile) => [
	'-D',
	data,
	'-U',
	OWNER,
	`--pwfile=${passwordFile}`,
	'--auth=scram-sha-256',
	'--encoding=UTF8',
	'--locale-provider=builtin',
	'--builtin-locale=C.UTF-8',
	'--locale=C'
];

/** The folder has no live owner any more, so a server still on it belongs to nobody. */
async function stopOrphan(pidFile, say) {
	if (!fs.existsSync(pidFile)) return;
	const pid = Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]);
	if (!pid || !isAlive(pid)) return;
	// In a container the number may meanwhile belong to another program.
	if (![null, 'postgres'].includes(programOf(pid))) return fs.rmSync(pidFile);
	say(`Stopping a PostgreSQL that an earlier run left behind (process ${pid})`);
	process.kill(pid, 'SIGINT');
	if (!(await until(() => !isAlive(pid), 20_000)))
		throw new Error(
			`Another PostgreSQL (process ${pid}) uses ${path.dirname(pidFile)}: stop it first.`
		);
}

async function launch(folder, account, postgres, fast) {
	const port = await freePort();
	const settings = [
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'max_connections=100',
		...(fast ? FAST : [])
	];
	const flags = [
		'-D',
		path.join(folder, 'data'),
		'-p',
		String(port),
		...settings.flatMap((s) => ['-c', s])
	];
	const child = spawnWatched(postgres, flags, account);
	await ready(child);
	for (const handle of [child, child.stderr, child.stdio[3]]) handle?.unref?.();
	return { child, port };
}

/**
 * A shell holds the other end of our pipe: when this process dies in any way, kill -9 included, the
 * pipe closes and the shell stops PostgreSQL. Its own process group keeps Ctrl-C away from it.
 */
function spawnWatched(postgres, flags, account) {
	if (process.platform === 'win32')
		return spawn(postgres, flags, { stdio: ['ignore', 'ignore', 'pipe'] });
	const script =
		'"$0" "$@" </dev/null 3<&- & p=$!; (cat >/dev/null; kill -INT $p 2>/dev/null) <&3 3<&- & exec 3<&-; wait $p';
	return spawn('/bin/sh', ['-c', script, postgres, ...flags], {
		...account,
		cwd: '/',
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe', 'pipe']
	});
}

function ready(child) {
	let output = '';
	return new Promise((done, fail) => {
		const failed = (what) => fail(new Error(`PostgreSQL ${what}: ${output.trim()}`));
		const limit = setTimeout(() => failed('did not start within 60 s'), 60_000);
		child.stderr.on('data', (chunk) => {
			output = (output + chunk).slice(-4000);
			if (output.includes('ready to accept connections')) done(clearTimeout(limit));
		});
		child.once('error', (error) => failed(error.message));
		child.once('exit', (code) => failed(`stopped at its start (${code})`));
	});
}

const freePort = () =>
	new Promise((done, fail) => {
		const probe = net.createServer().once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address();
			probe.close(() => done(port));
		});
	});

async function createDatabase(url) {
	const { default: pg } = await import('pg');
	const client = new pg.Client({ connectionString: url.replace(/\/\w+$/, '/postgres') });
	await client.connect();
	try {
		const { rowCount } = await client.query('select from pg_database where datname = $1', [OWNER]);
		if (!rowCount) await client.query(`create database ${OWNER} template template0`);
	} finally {
		await client.end();
	}
}

async function stop(child, asked, folder) {
	fs.rmSync(urlFile(asked), { force: true });
	if (child.exitCode === null && child.signalCode === null) {
		child.ref();
		const ended = new Promise((done) => child.once('exit', done));
		if (child.stdio[3]) child.stdio[3].end();
		else child.kill('SIGINT');
		await ended;
	}
	leaveFolder(folder);
}
