import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasScanner, scanBytes, scannerIsUp } from '$lib/server/attachments/clamd';
import { forgetEnv } from '$lib/server/env';
import { EICAR, startFakeClamd, type FakeClamd } from '../../support/fake-clamd';

let clamd: FakeClamd;
const before = { ...process.env };

beforeEach(async () => {
	clamd = await startFakeClamd();
	Object.assign(process.env, {
		DATABASE_URL: 'postgres://nobody',
		CLAMD_HOST: clamd.host,
		CLAMD_PORT: String(clamd.port)
	});
	forgetEnv();
});
afterEach(async () => {
	await clamd.close();
	process.env = { ...before };
	forgetEnv();
});

const bytesOf = (words: string) => new TextEncoder().encode(words);

it('a file nobody minds is clean, and was looked at to its last byte', async () => {
	// Longer than one piece, and no whole number of them.
	const bytes = new Uint8Array(200_001).map((_, index) => index % 251);
	expect(await scanBytes(bytes)).toEqual({ clean: true });
	expect(clamd.seen).toHaveLength(1);
	expect(clamd.seen[0]!.equals(bytes)).toBe(true);
});

it('the test file of all scanners is found, by name', async () => {
	expect(await scanBytes(bytesOf(`%PDF-1.4\n${EICAR}`))).toEqual({
		clean: false,
		name: 'Eicar-Test-Signature'
	});
});

it.each(['slow', 'garbage', 'cut'] as const)('a %s scanner has said nothing', async (mood) => {
	clamd.mood = mood;
	await expect(scanBytes(bytesOf('%PDF-1.4'), 200)).rejects.toThrow(/clamd|ECONNRESET|EPIPE/);
});

it('one that is down has said nothing either, and is known to be down', async () => {
	expect(await scannerIsUp()).toBe(true);
	await clamd.close();
	await expect(scanBytes(bytesOf('%PDF-1.4'))).rejects.toThrow(/ECONNREFUSED/);
	expect(await scannerIsUp()).toBe(false);
});

it('without an address there is none', () => {
	expect(hasScanner()).toBe(true);
	delete process.env.CLAMD_HOST;
	forgetEnv();
	expect(hasScanner()).toBe(false);
});
