import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { removeAddress, servedAddress, writeAddress } from './served-address.mjs';
import { loadCommandSettings } from './settings.mjs';

let folder: string;
beforeEach(() => {
	folder = fs.mkdtempSync(path.join(os.tmpdir(), 'entendu-address-'));
	vi.stubEnv('DATA_DIR', folder);
	vi.stubEnv('ORIGIN', undefined);
	vi.stubEnv('PORT', undefined);
});
afterEach(() => {
	vi.unstubAllEnvs();
	fs.rmSync(folder, { recursive: true, force: true });
});

const NOBODY = 2 ** 22 + 1;

test('a command finds the server that runs on the same data', () => {
	writeAddress(folder, 'http://localhost:3400');
	loadCommandSettings();
	expect(process.env.ORIGIN).toBe('http://localhost:3400');
});

test.each(['ORIGIN', 'PORT'])('what %s says wins', (name) => {
	writeAddress(folder, 'http://localhost:3400');
	vi.stubEnv(name, name === 'PORT' ? '3999' : 'https://litiges.example');
	loadCommandSettings();
	expect(process.env.ORIGIN).toBe(name === 'PORT' ? undefined : 'https://litiges.example');
});

test('a server that is gone, stopped or killed, leaves no address', () => {
	expect(servedAddress(folder)).toBeNull();
	writeAddress(folder, 'http://localhost:3400');
	removeAddress(folder);
	expect(servedAddress(folder)).toBeNull();
	writeAddress(folder, 'http://localhost:3400', NOBODY);
	expect(servedAddress(folder)).toBeNull();
});

test('a server that stops leaves the address of another one alone', () => {
	writeAddress(folder, 'http://localhost:3500', process.ppid);
	removeAddress(folder);
	expect(servedAddress(folder)).toBe('http://localhost:3500');
});
