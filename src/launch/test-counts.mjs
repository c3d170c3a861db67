import fs from 'node:fs';

/** A runner that failed without saying which test (a crash, a broken file) is itself a failure. */
const atLeastOne = (counts, isGood) =>
	isGood || counts.failed > 0 ? counts : { ...counts, failed: 1 };

const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null);

/** @returns {{ passed: number, failed: number, skipped: number }} */
export function vitestCounts(file, isGood) {
	const report = read(file);
	const counts = {
		passed: report?.numPassedTests ?? 0,
		// A file that could not be loaded has no tests to count.
		failed: (report?.numFailedTests ?? 0) + brokenFiles(report),
		skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0)
	};
	return atLeastOne(counts, isGood);
}

const brokenFiles = (report) =>
	(report?.testResults ?? []).filter(
		({ status, assertionResults }) =>
			status === 'failed' && !assertionResults.some((t) => t.status === 'failed')
	).length;

/** @returns {{ passed: number, failed: number, skipped: number }} */
export function playwrightCounts(file, isGood) {
	const stats = read(file)?.stats ?? {};
	const counts = {
		passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
		failed: stats.unexpected ?? 0,
		skipped: stats.skipped ?? 0
	};
	return atLeastOne(counts, isGood);
}
