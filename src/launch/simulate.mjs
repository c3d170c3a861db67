// `npm run simulate -- --seeds N [--from S] [--layer fast|real]`: any number of simulated lives.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './paths.mjs';
import { vitestCounts } from './test-counts.mjs';

process.chdir(ROOT);
const options = asked();
const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-simulation-')), 'out.json');
const startedAt = performance.now();
const isGood = run();
const { passed, failed } = vitestCounts(report, isGood);
const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
fs.rmSync(path.dirname(report), { recursive: true, force: true });
console.log(JSON.stringify({ ...options, groupsPassed: passed, groupsFailed: failed, seconds }));
process.exitCode = isGood ? 0 : 1;

function asked() {
	const { values } = parseArgs({
		options: {
			seeds: { type: 'string', default: '200' },
			from: { type: 'string', default: '1' },
			layer: { type: 'string', default: 'fast' }
		}
	});
	const [seeds, from] = [Number(values.seeds), Number(values.from)];
	const isUnderstood = Number.isInteger(seeds) && seeds > 0 && Number.isInteger(from) && from >= 0;
	if (!isUnderstood || !['fast', 'real'].includes(values.layer)) {
		console.error('npm run simulate -- --seeds N [--from S] [--layer fast|real]');
		process.exit(2);
	}
	return { layer: values.layer, seeds, from };
}

function run() {
	const { layer, seeds, from } = options;
	const env = {
		...process.env,
		SIMULATE_SEEDS: String(seeds),
		SIMULATE_FROM: String(from),
		SIMULATE_LAYER: layer
	};
	const file = `tests/simulation/${layer}/seeds.test.ts`;
	const words = ['vitest', 'run', '--project', 'database', '--reporter=verbose'];
	words.push('--reporter=json', `--outputFile.json=${report}`, file);
	const shell = process.platform === 'win32';
	return spawnSync('npx', words, { stdio: 'inherit', env, shell }).status === 0;
}
