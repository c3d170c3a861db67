import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '$lib/domain/calendar';
import { record } from '$lib/server/audit/record';
import { sealEvents } from '$lib/server/audit/seal-events';
import { isUnbroken, verifyChain } from '$lib/server/audit/verify-chain';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';

useDatabase();

let ours: SystemScope;
let other: SystemScope;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	ours = await buildOrganisation();
	other = await buildOrganisation();
	for (const of of [ours, other]) await sealEvents(of, 'whole');
});

/** Something was done, so many minutes after the usual instant. */
async function done(of: SystemScope, action: string, minutes = 0): Promise<void> {
	setClock(minutesLater(minutes));
	await unitOfWork(of, (unit) =>
		record(unit, action, { kind: 'customer', id: action }, { z: 1, a: [null, { b: 'é' }] })
	);
}

const minutesLater = (minutes: number) => new Date(TEST_INSTANT.getTime() + minutes * 60_000);

interface SealRow {
	seq: string;
	action: string;
	prev_hash: string;
	hash: string;
}
const sealsOf = ({ organisationId }: SystemScope) =>
	asOwner<SealRow>(
		`select s.seq, e.action, s.prev_hash, s.hash from audit_seal s
		left join audit_event e on e.organisation_id = s.organisation_id and e.id = s.event_id
		where s.organisation_id = $1 order by s.seq`,
		[organisationId]
	);
const actionsOf = async (of: SystemScope) => (await sealsOf(of)).map(({ action }) => action);

describe('what happened is sealed', () => {
	test('in its order, each seal on the one before it', async () => {
		await done(ours, 'later', 2);
		await done(ours, 'sooner', 1);
		expect(await sealEvents(ours, 'recent')).toBe(2);
		const seals = await sealsOf(ours);
		expect(seals.map(({ action }) => action).slice(-2)).toEqual(['sooner', 'later']);
		expect(seals.map(({ seq }) => Number(seq))).toEqual(seals.map((_, at) => at + 1));
		expect(seals.map((seal) => seal.prev_hash)).toEqual([
			'0'.repeat(64),
			...seals.slice(0, -1).map(({ hash }) => hash)
		]);
	});

	test('once: a second look adds nothing', async () => {
		await done(ours, 'x');
		expect(await sealEvents(ours, 'recent')).toBe(1);
		const before = await sealsOf(ours);
		expect(await sealEvents(ours, 'recent')).toBe(0);
		expect(await sealEvents(ours, 'whole')).toBe(0);
		expect(await sealsOf(ours)).toEqual(before);
	});

	test('by two at once as by one: whoever comes second leaves it to the first', async () => {
		for (const action of ['a', 'b', 'c']) await done(ours, action);
		let both: Promise<number>[] = [];
		const held = unitOfWork(ours, async ({ tx, scope, now }) => {
			// Whoever adds the next seal waits for this one.
			await tx.execute(sql`insert into audit_seal
				select organisation_id, (select max(seq) + 1 from audit_seal), id, 'x', 'x', ${now.toISOString()}
				from audit_event where organisation_id = ${scope.organisationId} and action = 'a'`);
			both = [1, 2].map(() => sealEvents(ours, 'recent'));
			expect(await Promise.race(both)).toBe(0);
			throw new Error('undone');
		});
		await expect(held).rejects.toThrow('undone');
		expect((await Promise.all(both)).sort()).toEqual([0, 3]);
		expect(isUnbroken(await verifyChain(ours))).toBe(true);
	});

	test('only when it is committed, and then though others were sealed meanwhile', async () => {
		setClock(minutesLater(1));
		await unitOfWork(ours, async (unit) => {
			await record(unit, 'long', { kind: 'customer', id: 'long' });
			await done(ours, 'short', 2);
			expect(await sealEvents(ours, 'recent')).toBe(1);
		});
		expect(await sealEvents(ours, 'recent')).toBe(1);
		expect((await actionsOf(ours)).slice(-2)).toEqual(['short', 'long']);
		expect(isUnbroken(await verifyChain(ours))).toBe(true);
	});

	test('of long ago by the whole look of the day', async () => {
		await done(ours, 'today', 1);
		await sealEvents(ours, 'recent');
		await done(ours, 'long ago', (-3 * DAY_MS) / 60_000);
		expect(await sealEvents(ours, 'recent')).toBe(0);
		expect(await sealEvents(ours, 'whole')).toBe(1);
	});

	test('in a chain of its own for every organisation', async () => {
		await done(ours, 'ours', 1);
		await done(other, 'theirs', 1);
		await sealEvents(ours, 'recent');
		expect(await actionsOf(ours)).toContain('ours');
		expect(await actionsOf(other)).not.toContain('theirs');
		await sealEvents(other, 'recent');
		expect((await sealsOf(other)).at(-1)).toMatchObject({ action: 'theirs' });
		expect((await sealsOf(other))[0]).toMatchObject({ seq: '1', prev_hash: '0'.repeat(64) });
	});
});

describe('whoever changes the log is found', () => {
	beforeEach(async () => {
		for (const [at, action] of ['a', 'b', 'c'].entries()) await done(ours, action, at + 1);
		await sealEvents(ours, 'recent');
	});

	/** As somebody who owns the server of the database could. */
	const forced = (statement: string) =>
		asOwner(`begin; set local session_replication_role = replica; ${statement}; commit`);
	const event = (action: string) =>
		`organisation_id = '${ours.organisationId}' and action = '${action}'`;
	const idOf = async (action: string) =>
		(await asOwner<{ id: string }>(`select id from audit_event where ${event(action)}`))[0]!.id;
	const seqOf = async (action: string) => (await actionsOf(ours)).indexOf(action) + 1;

	test.each([
		`actor_name = 'Somebody else'`,
		`at = at + interval '1 ms'`,
		`data = jsonb_set(data, '{a,1,b}', '"e"')`,
		`data = data || '{"more": null}'`,
		`customer_id = id`
	])('an event of which %s', async (change) => {
		const told = { kind: 'event_changed', seq: await seqOf('b'), eventId: await idOf('b') };
		await forced(`update audit_event set ${change} where ${event('b')}`);
		expect((await verifyChain(ours)).broken).toEqual(told);
		expect(isUnbroken(await verifyChain(other))).toBe(true);
	});

	test('an event that is gone, and the chain goes on after it', async () => {
		const told = { kind: 'event_missing', seq: await seqOf('c'), eventId: await idOf('c') };
		await forced(`delete from audit_event where ${event('c')}`);
		await done(ours, 'd', 4);
		expect(await sealEvents(ours, 'whole')).toBe(1);
		expect((await verifyChain(ours)).broken).toEqual(told);
	});

	test('an event that is gone with its seal', async () => {
		const [seq, next] = [await seqOf('b'), await idOf('c')];
		await forced(
			`delete from audit_seal where organisation_id = '${ours.organisationId}' and seq = ${seq};
			delete from audit_event where ${event('b')}`
		);
		expect((await verifyChain(ours)).broken).toEqual({ kind: 'seal_missing', seq, eventId: next });
	});

	test('a last seal that is gone, as an event that waits too long', async () => {
		const id = await idOf('c');
		await forced(
			`delete from audit_seal where organisation_id = '${ours.organisationId}' and seq = ${await seqOf('c')}`
		);
		expect(isUnbroken(await verifyChain(ours))).toBe(true);
		setClock(minutesLater(20));
		const { broken, unsealed, unsealedCount } = await verifyChain(ours);
		expect({ broken, unsealedCount, id: unsealed?.id }).toEqual({
			broken: null,
			unsealedCount: 1,
			id
		});
	});

	test('the application can neither change nor remove a seal, nor can the owner by accident', async () => {
		for (const statement of ['update audit_seal set hash = hash', 'delete from audit_seal']) {
			await expect(
				unitOfWork(ours, ({ tx }) => tx.execute(sql.raw(statement)))
			).rejects.toMatchObject({ cause: { code: '42501' } });
			await expect(asOwner(statement)).rejects.toThrow('append-only');
		}
	});
});
