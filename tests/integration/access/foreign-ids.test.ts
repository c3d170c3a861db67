import { beforeAll, describe, expect, test } from 'vitest';
import type { Scope, SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { customer } from '$lib/server/db/schema/customers';
import { forgetEnv } from '$lib/server/env';
import { asAppError } from '$lib/server/trpc/errors';
import { appRouter } from '$lib/server/trpc/router';
import { letsIn, PROCEDURES, type Visitor } from '../../guards/access-table';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld } from '../../support/world';
import { ID_DOORS, NO_IDS } from './id-doors';
import { idFieldsOf } from './id-fields';
import { fill, nobodys, siblingOf, type Things } from './things';
import { watchWrites, written } from './written';

useDatabase();

const KNOCKING = ['collector', 'admin', 'customer', 'resolver-link'] as const;
const scopes = {} as Record<Visitor, Scope>;
let mine: Things;
let neighbour: Things;
let sibling: Things;
let foreign: Things;
let inside: SystemScope;

beforeAll(async () => {
	process.env.DEMO = 'off';
	forgetEnv();
	const { ours, other } = await buildWorld();
	({ account: mine, neighbour } = await fill(ours));
	sibling = await siblingOf(ours, mine);
	({ account: foreign } = await fill(other));
	// References are counted per organisation: one that only the other organisation has reached.
	const further = [0, 1, 2].map(() =>
		buildDispute(other.inside, other.account.dueSoon, { claimedMinor: 1n })
	);
	foreign.reference = (await Promise.all(further))
		.map(({ reference }) => reference)
		.sort()
		.at(-1)!;
	foreign.untouched = foreign.reference;
	scopes.customer = await portalScopeOf(ours.account.portalPath);
	scopes['resolver-link'] = await resolverScopeOf(ours.account.resolverPath);
	scopes.collector = ours.desk.collector;
	scopes.admin = ours.desk.admin;
	inside = ours.inside;
	await watchWrites();
});

const procedures = Object.entries(appRouter._def.procedures);
const fields = procedures.flatMap(([name, procedure]) =>
	idFieldsOf(procedure as never).map((field) => `${name} ${field}`)
);

test('every input that could carry somebody else’s id is knocked at below', () => {
	expect(fields.length).toBeGreaterThan(40);
	expect(fields.filter((field) => !(field in ID_DOORS) && !(field in NO_IDS))).toEqual([]);
	expect(Object.keys(NO_IDS).filter((field) => !fields.includes(field))).toEqual([]);
});

test('what is written is noticed in every table, what is taken back is not', async () => {
	const unwatched = await asOwner(
		`select relname from pg_class c where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
		and relname <> 'write_noted' and not exists (select from pg_trigger t where t.tgrelid = c.oid and tgname = 'note_write')`
	);
	expect(unwatched).toEqual([]);
	const before = await written();
	const write = (fails: boolean) =>
		unitOfWork(inside, async ({ tx }) => {
			await tx.update(customer).set({ name: customer.name });
			if (fails) throw new Error('taken back');
		});
	await expect(write(true)).rejects.toThrow('taken back');
	expect(await written()).toEqual(before);
	await write(false);
	// And what the database itself writes beside it.
	expect(await written()).toEqual({ ...before, customer: 2, customer_change: 2 });
});

const doors = Object.keys(ID_DOORS).filter((door) => nameIn(door) in appRouter._def.procedures);

describe.each(KNOCKING)('%s', (visitor) => {
	const open = doors.filter((door) => letsIn(PROCEDURES[nameIn(door)]!, visitor));

	test('has doors to knock at', () => expect(open.length).toBeGreaterThan(1));

	test.each(open)(
		'%s: an id of others is answered like a guess and changes nothing',
		async (door) => {
			const guessed = await answerTo(door, visitor, nobodys());
			const before = await written();
			for (const theirs of strangersTo(visitor))
				expect(await answerTo(door, visitor, theirs)).toEqual(guessed);
			expect(await written()).toEqual(before);
			expect(guessed).not.toMatchObject({ code: 'unavailable' });
		}
	);
});

// Last, because they do what they ask for.
describe.each(['admin', 'customer', 'resolver-link'] as const)('%s, to be sure', (visitor) => {
	const open = doors.filter(
		(door) => !/^mailbox/.test(door) && letsIn(PROCEDURES[nameIn(door)]!, visitor)
	);
	test.each(open)('%s: the own id does what a guess does not', async (door) => {
		const guessed = await answerTo(door, visitor, nobodys());
		const before = await written();
		const own = await answerTo(door, visitor, mine);
		// Some doors say nothing either way: then something is written.
		expect({ own, tables: await written() }).not.toEqual({ own: guessed, tables: before });
	});
});

function nameIn(door: string): string {
	return door.split(' ')[0]!;
}

/** Whose ids this visitor may know by chance: for a colleague the whole organisation is his own. */
function strangersTo(visitor: Visitor): Things[] {
	if (visitor === 'resolver-link') return [foreign, neighbour, sibling];
	return visitor === 'customer' ? [foreign, neighbour] : [foreign];
}

/** A form has a fresh one each time. */
const withoutKey = (answer: unknown): unknown =>
	answer && typeof answer === 'object' && 'idempotencyKey' in answer
		? { ...answer, idempotencyKey: '' }
		: answer;

async function answerTo(door: string, visitor: Visitor, of: Things): Promise<unknown> {
	const input = await ID_DOORS[door]!(of, mine);
	const call = nameIn(door)
		.split('.')
		.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], callerFor(scopes[visitor]));
	try {
		return { answered: withoutKey(await (call as (input: unknown) => Promise<unknown>)(input)) };
	} catch (thrown) {
		const { code, details, field } = asAppError(thrown);
		return { code, details, field };
	}
}
