import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseClock } from './clock';

const START = new Date('2026-11-23T15:00:00Z');
let folder: string;

/** A process that starts: nothing of an earlier one is in memory. */
async function startProcess(CLOCK: string) {
	Object.assign(process.env, { DATABASE_URL: 'none', DATA_DIR: folder, DEMO: 'on', CLOCK });
	vi.resetModules();
	return import('./clock');
}

beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-clock-'));
	vi.useFakeTimers({ now: START, toFake: ['Date'] });
});
afterEach(() => {
	vi.useRealTimers();
	fs.rmSync(folder, { recursive: true, force: true });
});

describe('CLOCK', () => {
	it.each([
		['2026-03-03', '2026-03-03T09:00:00.000Z'],
		['2026-03-03T17:30:00Z', '2026-03-03T17:30:00.000Z'],
		['+3d', '2026-11-26T15:00:00.000Z'],
		['-2d', '2026-11-21T15:00:00.000Z']
	])('%s is %s', (text, instant) => {
		expect(parseClock(text, START).toISOString()).toBe(instant);
	});

	it('that is neither is refused', () => {
		expect(() => parseClock('tomorrow', START)).toThrow('tomorrow');
	});

	it('is the moment the process starts in, and time goes on from there', async () => {
		const clock = await startProcess('2026-03-03');
		expect(clock.now().toISOString()).toBe('2026-03-03T09:00:00.000Z');
		vi.setSystemTime(new Date(START.getTime() + 90_000));
		clock.rereadClock();
		expect(clock.now().toISOString()).toBe('2026-03-03T09:01:30.000Z');
	});

	it('gives way to a day that is set later, also when the file is read again', async () => {
		const clock = await startProcess('2026-03-03');
		clock.now();
		clock.setClock(new Date('2026-03-10T09:00:00Z'));
		clock.rereadClock();
		expect(clock.now().toISOString()).toBe('2026-03-10T09:00:00.000Z');
	});

	it('holds for another process of the same data folder', async () => {
		(await startProcess('2026-03-03')).now();
		const other = await startProcess('');
		expect(other.now().toISOString()).toBe('2026-03-03T09:00:00.000Z');
	});

	it('is not looked at outside the demo', async () => {
		const clock = await startProcess('2026-03-03');
		process.env.DEMO = 'off';
		expect(clock.now()).toEqual(START);
	});
});
