import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './paths.mjs';
import { playwrightFailures, vitestFailures, vitestLeftOut } from './test-failures.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-failures-'));

function report(content: object): string {
	const file = path.join(folder, 'report.json');
	fs.writeFileSync(file, JSON.stringify(content));
	return file;
}

const inProject = (file: string) => path.join(ROOT, file);

test('a failed test is named with its file and how its message begins', () => {
	const message = ['\u001b[31mexpected 1 to be 2\u001b[39m', ...Array<string>(30).fill('at')];
	const passed = { status: 'passed', fullName: 'good', failureMessages: [] };
	const failed = { status: 'failed', fullName: 'sums', failureMessages: [message.join('\n')] };
	const file = report({
		testResults: [
			{ name: inProject('src/a.test.ts'), status: 'failed', assertionResults: [passed, failed] }
		]
	});
	const begun = ['expected 1 to be 2', ...Array<string>(11).fill('at')].join('\n');
	expect(vitestFailures(file)).toEqual([{ name: 'src/a.test.ts › sums', message: begun }]);
});

test('a file that could not be loaded, or whose hook failed, is named too', () => {
	const file = report({
		testResults: [
			{ name: inProject('a.ts'), status: 'failed', message: 'no such module', assertionResults: [] }
		]
	});
	expect(vitestFailures(file)).toEqual([{ name: 'a.ts', message: 'no such module' }]);
});

test('a test that did not run is named, since its number says nothing of why', () => {
	const tests = ['passed', 'skipped', 'failed'].map((status) => ({
		status,
		fullName: `is ${status}`
	}));
	const file = report({ testResults: [{ name: inProject('a.ts'), assertionResults: tests }] });
	expect(vitestLeftOut(file)).toEqual(['a.ts › is skipped']);
});

test('a failed test of a browser is named with its screen', () => {
	const spec = (title: string, status: string) => ({
		title,
		file: 'portal/a.spec.ts',
		tests: [{ status, projectName: 'phone', results: [{ error: { message: 'not visible' } }] }]
	});
	const file = report({
		config: { rootDir: inProject('tests/e2e') },
		suites: [
			{
				title: 'portal/a.spec.ts',
				suites: [
					{ title: 'the form', specs: [spec('good', 'expected'), spec('bad', 'unexpected')] }
				]
			}
		]
	});
	expect(playwrightFailures(file)).toEqual([
		{ name: 'tests/e2e/portal/a.spec.ts › phone › the form › bad', message: 'not visible' }
	]);
});

test('without a report nothing is named', () => {
	expect(vitestFailures(path.join(folder, 'missing.json'))).toEqual([]);
	expect(playwrightFailures(path.join(folder, 'missing.json'))).toEqual([]);
});
