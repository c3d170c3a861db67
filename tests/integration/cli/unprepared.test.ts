import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { main } from '../../../src/cli/entendu';
import { forgetEnv } from '$lib/server/env';
import { asOwner, useDatabase } from '../../support/database';

useDatabase();
const name = `unprepared_${process.pid}`;
let prepared: string;
beforeAll(async () => {
	await asOwner(`create database ${name}`);
	prepared = process.env.DATABASE_URL!;
	const empty = new URL(prepared);
	empty.pathname = `/${name}`;
	process.env.DATABASE_URL = empty.href;
	forgetEnv();
});
afterAll(async () => {
	process.env.DATABASE_URL = prepared;
	forgetEnv();
	await asOwner(`drop database ${name} with (force)`);
});
afterEach(() => vi.restoreAllMocks());

test.each(['dunning plan', 'scenario export --name Standard', 'report disputes'])(
	'“%s” on a database nobody prepared says what to do',
	async (command) => {
		let said = '';
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said += String(text)), true));
		expect(await main(`--lang=en ${command}`.split(' '))).toBe(1);
		expect(said).toBe(
			'This database has not been prepared for this version yet. Start Entendu once (npm start), or run “npm run entendu -- migrate”, then try again.\n'
		);
	}
);
