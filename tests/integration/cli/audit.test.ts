import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../../src/cli/entendu';
import { record } from '$lib/server/audit/record';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { forgetEnv } from '$lib/server/env';
import { tick } from '$lib/server/jobs/tick';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';

useDatabase();

let said: string;
let inside: SystemScope;
let number = 0;
beforeEach(async () => {
	said = '';
	for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) vi.stubEnv(name, '');
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
	setClock(TEST_INSTANT);
	number += 1;
	inside = await buildOrganisation({ slug: `house-${number}` });
	await buildOrganisation({ slug: `other-${number}` });
	await unitOfWork(inside, (unit) => record(unit, 'first', { kind: 'customer', id: 'x' }));
});
afterEach(() => {
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	forgetEnv();
});

const typed = (command: string) => main(command.split(' '));
const eventsHere = async () => {
	const rows = await asOwner<{ id: string; action: string }>(
		'select id, action from audit_event where organisation_id = $1 order by at, id',
		[inside.organisationId]
	);
	return rows;
};

test('what the engine sealed is told house by house, with the head that the log was told', async () => {
	vi.stubEnv('LOG', 'json');
	forgetEnv();
	await tick();
	const line = said
		.split('\n')
		.find((each) => each.includes('audit.head') && each.includes(`"house-${number}"`));
	const { seq, hash } = JSON.parse(line!) as { seq: number; hash: string };
	said = '';
	await tick();
	expect(said).not.toContain('audit.head');
	expect(await typed('audit verify')).toBe(0);
	const { length } = await eventsHere();
	expect(seq).toBe(length);
	expect(said).toContain(
		`house-${number}\n    Events: ${length}; seals: ${length}\n    Last seal, no. ${seq}: ${hash}\n    The chain is unbroken.\n`
	);
	expect(said).toContain(`other-${number}\n`);
});

test('a day later the log is told again', async () => {
	await tick();
	vi.stubEnv('LOG', 'json');
	forgetEnv();
	setClock(new Date('2026-03-04T09:00:00Z'));
	await tick();
	expect(said).toContain('audit.head');
});

test('an event that was changed is named, and the exit code says so', async () => {
	await tick();
	const events = await eventsHere();
	const seq = events.findIndex(({ action }) => action === 'first') + 1;
	await asOwner(
		`begin; set local session_replication_role = replica;
		update audit_event set actor_name = 'x' where id = '${events[seq - 1]!.id}'; commit`
	);
	expect(await typed(`audit verify --org house-${number}`)).toBe(1);
	expect(said).toContain(
		`Event ${events[seq - 1]!.id} is no longer what seal no. ${seq} is of: one or the other was changed.`
	);
	expect(said).not.toContain(`other-${number}`);
	said = '';
	expect(await typed(`audit verify --org other-${number}`)).toBe(0);
});

test('events that wait too long are counted, and what is not understood is said', async () => {
	await tick();
	await unitOfWork(inside, (unit) => record(unit, 'late', { kind: 'customer', id: 'x' }));
	expect(await typed(`audit verify --org house-${number}`)).toBe(0);
	setClock(new Date(TEST_INSTANT.getTime() + 20 * 60_000));
	expect(await typed(`audit verify --org house-${number}`)).toBe(1);
	expect(said).toContain('Events without a seal after more than 15 minutes: 1; the first is');
	expect(await typed('audit')).toBe(2);
	expect(await typed('audit verify --org nobody')).toBe(2);
	expect(said).toContain('There is no organisation “nobody”.');
});
