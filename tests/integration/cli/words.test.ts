import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../../src/cli/entendu';
import { useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';

useDatabase();
beforeAll(async () => {
	await buildOrganisation({ slug: 'gantier' });
	await buildOrganisation({ slug: 'vega' });
});

let said: string;
beforeEach(() => {
	said = '';
	for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) vi.stubEnv(name, '');
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

const typed = (command: string) => main(command.split(' '));

describe('what was not found is named, with what there is', () => {
	test.each(['dunning plan', 'report disputes', 'link customer --code X', 'import receivables x'])(
		'the organisation of “%s”',
		async (command) => {
			expect(await typed(`${command} --org nobody`)).toBe(2);
			expect(said).toContain('There is no organisation “nobody”. There is: gantier, vega.');
		}
	);
	test('a customer', async () => {
		expect(await typed('link customer --org gantier --code C-404')).toBe(2);
		expect(said).toContain('There is no customer with the code “C-404”.');
	});
});

describe('a day is written as the help says', () => {
	test.each([
		['dunning plan --org gantier --date 31/02/2026', '--date', '31/02/2026'],
		['dunning plan --org gantier --date 2026-02-31', '--date', '2026-02-31'],
		['report disputes --org gantier --as-of 05/12/2026', '--as-of', '05/12/2026']
	])('%s', async (command, option, day) => {
		expect(await typed(command)).toBe(2);
		expect(said).toContain(
			`${option}: “${day}” is not a day that exists. Write it YYYY-MM-DD, for example 2026-03-31.`
		);
		expect(said).toContain(`[${option} YYYY-MM-DD]`);
	});
});

test('a day without letters says so, and is no mistake in the command', async () => {
	const command = 'letters print --org gantier --out /tmp/none.pdf --run 2026-03-02';
	expect(await typed(command)).toBe(0);
	expect(said).toBe('No reminders were prepared on 2 Mar 2026: nothing to print.\n');
});

describe('one language per call', () => {
	test('English when the system says nothing we speak', async () => {
		vi.stubEnv('LANG', 'C.UTF-8');
		await typed('dunning plan --org gantier');
		expect(said).toContain('0 customers');
	});
	test.each([
		['LANG', 'fr_FR.UTF-8'],
		['LC_ALL', 'fr_CA']
	])('French by %s, results and refusals', async (name, value) => {
		vi.stubEnv(name, value);
		await typed('dunning plan --org gantier');
		await typed('dunning plan --org gantier --date hier');
		await typed('dunning plan --org nobody');
		await typed('dunning plan --colour');
		await typed('nonsense');
		await typed('help');
		expect(said).toContain('0 client');
		expect(said).toContain('n’est pas un jour qui existe');
		expect(said).toContain('Il n’y a pas d’organisation');
		expect(said).toContain('L’option --colour n’existe pas ici.');
		expect(said).toContain('Il n’y a pas de commande');
		expect(said).not.toMatch(/\bthere is\b|customers and|does not/i);
	});
	test('the one asked for wins over the system', async () => {
		vi.stubEnv('LC_ALL', 'en_GB');
		await typed('dunning plan --org gantier --lang fr');
		await typed('--lang=fr help');
		expect(said).toContain('0 client');
		expect(said).toContain('Remplit une base vide');
	});
	test('one that is not spoken here is refused', async () => {
		expect(await typed('help --lang nl')).toBe(2);
		expect(said).toBe('--lang is fr, en, de or es.\n');
	});
});
