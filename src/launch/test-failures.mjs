import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './paths.mjs';

/** What is said of one failed test: enough to begin with where the lines above are lost. */
const LINES = 12;

const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null);

const failure = (file, name, message) => ({
	name: [path.relative(ROOT, file), ...name].join(' › '),
	message: stripVTControlCharacters(message ?? '')
		.split('\n')
		.slice(0, LINES)
		.join('\n')
});

/** @returns {{ name: string, message: string }[]} the tests that failed, and the files that could not be loaded */
export function vitestFailures(file) {
	return (read(file)?.testResults ?? []).flatMap((result) => {
		const failed = result.assertionResults.filter((one) => one.status === 'failed');
		const isBroken = result.status === 'failed' && failed.length === 0;
		return isBroken
			? [failure(result.name, [], result.message)]
			: failed.map((one) => failure(result.name, [one.fullName], one.failureMessages[0]));
	});
}

/** @returns {string[]} the tests that did not run: their number says nothing of why */
export const vitestLeftOut = (file) =>
	(read(file)?.testResults ?? []).flatMap(({ name, assertionResults }) =>
		assertionResults
			.filter(({ status }) => status === 'skipped')
			.map(({ fullName }) => failure(name, [fullName]).name)
	);

/** @returns {{ name: string, message: string }[]} */
export function playwrightFailures(file) {
	const report = read(file);
	const folder = report?.config?.rootDir ?? ROOT;
	return (report?.suites ?? []).flatMap((suite) => ofSuite(suite, folder, []));
}

function ofSuite(suite, folder, names) {
	const failed = (suite.specs ?? []).flatMap((spec) =>
		spec.tests
			.filter((one) => one.status === 'unexpected')
			.map((one) =>
				failure(
					path.join(folder, spec.file),
					[one.projectName, ...names, spec.title],
					one.results.at(-1)?.error?.message
				)
			)
	);
	const inner = (suite.suites ?? []).flatMap((one) => ofSuite(one, folder, [...names, one.title]));
	return [...failed, ...inner];
}
