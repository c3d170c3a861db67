import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../../src/cli/entendu';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	buildPayment
} from '../../support/factories';
import type { SystemScope } from '$lib/server/auth/scope';

useDatabase();

let said: string;
let inside: SystemScope;
let slug = 0;
beforeEach(async () => {
	said = '';
	for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) vi.stubEnv(name, '');
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
	setClock(TEST_INSTANT);
	inside = await buildOrganisation({ slug: `replay-${++slug}` });
	const customer = await buildCustomer(inside, { code: 'C-1', name: 'Gantier SA' });
	await buildContact(inside, customer);
	const invoice = await buildInvoice(inside, customer, { number: 'F-1' });
	await runDunning(inside);
	setClock(new Date('2026-03-09T09:00:00Z'));
	await buildPayment(inside, invoice);
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
});

const typed = (command: string) => main(`${command} --org replay-${slug}`.split(' '));

test('why tells what was recorded, and that the replay comes to the same', async () => {
	expect(await typed('dunning why --customer C-1 --on 2026-03-03')).toBe(0);
	expect(said).toContain('“Reminder” waiting to be sent for €1,000.00');
	expect(said).toContain('the rule gives the same decision');
});

test('why answers as data', async () => {
	expect(await typed('dunning why --customer C-1 --on 2026-03-03 --format json')).toBe(0);
	expect(JSON.parse(said)).toMatchObject({
		on: '2026-03-03',
		code: 'C-1',
		source: 'run',
		decision: { outcome: 'send' },
		replay: { isAsRecorded: true, isOtherNow: false, late: [] }
	});
});

test('replay counts a whole day, and says that nothing differs', async () => {
	expect(await typed('dunning replay --on 2026-03-03')).toBe(0);
	expect(said).toContain('1 customer');
	expect(said).toContain('Every recorded decision is found again');
	said = '';
	expect(await typed('dunning replay --on 2026-03-04 --format json')).toBe(0);
	expect(JSON.parse(said)).toMatchObject({ runId: null, customers: 1, differing: [] });
});

test('what cannot be is refused in words', async () => {
	expect(await typed('dunning why --on 2026-03-03')).toBe(2);
	expect(said).toContain('--customer');
	expect(await typed('dunning why --customer NOBODY --on 2026-03-03')).toBe(2);
	expect(said).toContain('There is no customer with the code “NOBODY”.');
	expect(await typed('dunning replay --on 2026-03-09')).toBe(2);
	expect(said).toContain('--on takes a day in the past.');
});

test('plan and why of today say what today’s run did', async () => {
	const owing = await buildCustomer(inside, { code: 'C-2', name: 'Moulins Bon' });
	await buildContact(inside, owing);
	await buildInvoice(inside, owing, { number: 'F-2' });
	await runDunning(inside);
	expect(await typed('dunning why --customer C-2')).toBe(0);
	expect(await typed('dunning plan')).toBe(0);
	expect(said.match(/“Reminder”/g)).toHaveLength(2);
	expect(said).not.toMatch(/already taken|Not reminded/);
});

test('a day that is past has no plan', async () => {
	expect(await typed('dunning plan --date 2026-03-03')).toBe(2);
	expect(said).toContain('dunning replay --on 2026-03-03');
	expect(said).not.toContain('Gantier');
});

test('the plan says the same at any hour, and when it leaves', async () => {
	const customer = await buildCustomer(inside, { code: 'C-2', name: 'Vega SA' });
	await buildContact(inside, customer);
	await buildInvoice(inside, customer, { number: 'F-2', dueOn: localDate('2026-02-25') });
	setClock(new Date('2026-03-09T20:30:00Z'));
	expect(await typed('dunning plan')).toBe(0);
	expect(said).toContain('are over: what has not left is looked at again on 10 Mar 2026');
	expect(said).toContain('“Reminder” to be sent for €1,000.00');
});

test('a day to come has the days before it behind it, and says so', async () => {
	const customer = await buildCustomer(inside, { code: 'C-2', name: 'Vega SA' });
	await buildContact(inside, customer);
	await buildInvoice(inside, customer, { number: 'F-2', dueOn: localDate('2026-02-25') });
	expect(await typed('dunning plan --date 2026-03-11')).toBe(0);
	expect(said).toContain('If nothing changes until then');
	expect(said).toMatch(/No reminder: step “Reminder” planned .* for 9 Mar 2026/);
	said = '';
	expect(await typed('dunning why --customer C-2 --on 2026-03-11')).toBe(0);
	expect(said).toMatch(/No reminder: step “Reminder” planned .* for 9 Mar 2026/);
	expect(await typed('dunning plan --date 2026-09-09')).toBe(1);
	expect(said).toContain('Nothing is planned more than 92 days ahead');
});
