import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { playwrightCounts, vitestCounts } from './test-counts.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-counts-'));

function report(content: object): string {
	const file = path.join(folder, 'report.json');
	fs.writeFileSync(file, JSON.stringify(content));
	return file;
}

test('tests are counted by what became of them', () => {
	const file = report({
		numPassedTests: 5,
		numFailedTests: 1,
		numPendingTests: 2,
		numTodoTests: 1,
		testResults: []
	});
	expect(vitestCounts(file, false)).toEqual({ passed: 5, failed: 1, skipped: 3 });
	const browser = report({ stats: { expected: 4, unexpected: 2, flaky: 1, skipped: 3 } });
	expect(playwrightCounts(browser, false)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test('a file that cannot be loaded is a failure', () => {
	const file = report({
		numPassedTests: 5,
		numFailedTests: 0,
		testResults: [{ status: 'failed', assertionResults: [] }]
	});
	expect(vitestCounts(file, false)).toEqual({ passed: 5, failed: 1, skipped: 0 });
});

test('a run that ends badly without a failed test, or without a report, is a failure', () => {
	expect(vitestCounts(report({ numPassedTests: 5, testResults: [] }), false).failed).toBe(1);
	expect(vitestCounts(path.join(folder, 'missing.json'), false).failed).toBe(1);
	expect(playwrightCounts(path.join(folder, 'missing.json'), false).failed).toBe(1);
});
