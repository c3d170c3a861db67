import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** As many files as somebody who shortens the wait looks at first. */
const LONGEST = 12;

const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null);

/**
 * Seconds spent in each file, the longest first: where the minutes of a run went.
 *
 * @returns {{ name: string, seconds: number }[]}
 */
export function vitestTimes(file) {
	return longest(
		(read(file)?.testResults ?? []).map(({ name, startTime, endTime }) => ({
			name: path.relative(ROOT, name),
			seconds: (endTime - startTime) / 1000
		}))
	);
}

/** The same file on another screen is another line. @returns {{ name: string, seconds: number }[]} */
export function playwrightTimes(file) {
	const sums = new Map();
	for (const { name, milliseconds } of (read(file)?.suites ?? []).flatMap((suite) =>
		ofSuite(suite)
	))
		sums.set(name, (sums.get(name) ?? 0) + milliseconds / 1000);
	return longest([...sums].map(([name, seconds]) => ({ name, seconds })));
}

function ofSuite(suite) {
	const own = (suite.specs ?? []).flatMap((spec) =>
		spec.tests.map(({ projectName, results }) => ({
			name: `${spec.file} (${projectName})`,
			milliseconds: results.reduce((sum, { duration }) => sum + duration, 0)
		}))
	);
	return [...own, ...(suite.suites ?? []).flatMap((inner) => ofSuite(inner))];
}

const longest = (files) =>
	files
		.toSorted((one, other) => other.seconds - one.seconds)
		.slice(0, LONGEST)
		.map(({ name, seconds }) => ({ name, seconds: Math.round(seconds) }));
