// Builds a bench with what it starts, and runs it: node tests/bench/run.mjs <bench> [options]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');
const [name, ...args] = process.argv.slice(2);
/** What each bench starts beside itself, and the option that says where it is. */
const BESIDE = {
	prove: { option: '--script', entry: 'tests/support/sending-worker.ts' },
	sending: { option: '--sink', entry: 'tests/bench/sink.ts' }
};

const script = await made(`tests/bench/${name}.ts`);
const beside = BESIDE[name];
const extra = beside ? [beside.option, await made(beside.entry)] : [];
const ended = spawnSync(process.execPath, [script, ...extra, ...args], {
	stdio: 'inherit',
	cwd: root
});
// Killed by a signal is no success.
process.exitCode = ended.status ?? 1;

async function made(entry) {
	const file = path.basename(entry, '.ts');
	const outDir = path.join(root, 'node_modules/.cache/entendu/bench', file);
	await build({
		configFile: path.join(root, 'src/cli/vite.config.ts'),
		root,
		build: { ssr: entry, outDir, emptyOutDir: true, copyPublicDir: false },
		logLevel: 'error'
	});
	return path.join(outDir, `${file}.js`);
}
