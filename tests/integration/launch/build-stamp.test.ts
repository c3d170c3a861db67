import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MADE } from '../../../src/launch/build.mjs';
import { hashOf } from '../../../src/launch/stamp.mjs';

let folder: string;

beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-stamp-'));
	fs.writeFileSync(path.join(folder, 'settings.json'), '{}');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const hash = () => hashOf([folder], MADE);

test('what the compiler of the words writes does not make the build stale: a second start takes seconds', () => {
	const before = hash();
	fs.mkdirSync(path.join(folder, 'paraglide'));
	for (const file of ['paraglide/runtime.js', '.gitignore', '.meta.json', 'README.md'])
		fs.writeFileSync(path.join(folder, file), 'made');
	expect(hash()).toBe(before);
});

test('a source that changed, came or went makes it stale', () => {
	const before = hash();
	fs.writeFileSync(path.join(folder, 'settings.json'), '{ "locales": ["fr"] }');
	const changed = hash();
	fs.writeFileSync(path.join(folder, 'more.ts'), '');
	expect(new Set([before, changed, hash()]).size).toBe(3);
});
