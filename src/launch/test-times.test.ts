import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './paths.mjs';
import { playwrightTimes, vitestTimes } from './test-times.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-times-'));

function report(content: object): string {
	const file = path.join(folder, 'report.json');
	fs.writeFileSync(file, JSON.stringify(content));
	return file;
}

test('the files of the quick runner are named from the longest on, in seconds', () => {
	const file = (name: string, seconds: number) => ({
		...{ name: path.join(ROOT, name), startTime: 1000, endTime: 1000 + seconds * 1000 }
	});
	const names = Array.from({ length: 20 }, (_, at) => file(`tests/${at}.test.ts`, at));
	const times = vitestTimes(report({ testResults: names }));
	expect(times).toHaveLength(12);
	expect(times[0]).toEqual({ name: path.join('tests', '19.test.ts'), seconds: 19 });
});

test('tests of one file in the browser add up, apart for each screen', () => {
	const spec = (projectName: string, ...durations: number[]) => ({
		file: 'desk.spec.ts',
		tests: [{ projectName, results: durations.map((duration) => ({ duration })) }]
	});
	const suites = [
		{ specs: [spec('phone', 2000)], suites: [{ specs: [spec('phone', 3000, 4000)] }] }
	];
	const other = { specs: [spec('desktop', 1000)] };
	expect(playwrightTimes(report({ suites: [...suites, other] }))).toEqual([
		{ name: 'desk.spec.ts (phone)', seconds: 9 },
		{ name: 'desk.spec.ts (desktop)', seconds: 1 }
	]);
});

test('a runner that wrote nothing has no times', () => {
	expect(vitestTimes(path.join(folder, 'none.json'))).toEqual([]);
	expect(playwrightTimes(path.join(folder, 'none.json'))).toEqual([]);
});
