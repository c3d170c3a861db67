import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { systemScope, type Scope } from '$lib/server/auth/scope';
import { acrossOrganisations, unitOfWork, withProof, type Tx } from '$lib/server/db/client';
import { asOwner, useDatabase } from '../support/database';
import { portalScopeOf, resolverScopeOf } from '../support/scopes';
import { buildWorld, type Company } from '../support/world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

/** Tables that hold rows, with the number of each organisation. */
async function filledTables(): Promise<string[]> {
	const all = await asOwner<{ name: string }>(
		`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organisation_id' order by 1`
	);
	const counts = await Promise.all(all.map(({ name }) => asOwner(`select from "${name}" limit 1`)));
	return all.map(({ name }) => name).filter((_, i) => counts[i]!.length > 0);
}

const rowsOf = async (tx: Tx, table: string, where = sql`true`): Promise<number> => {
	const { rows } = await tx.execute<{ n: number }>(
		sql`select count(*)::int as n from ${sql.identifier(table)} where ${where}`
	);
	return rows[0]!.n;
};

/** Names of the tables in which the transaction sees anything of `where`. */
async function visible(tx: Tx, tables: string[], where = sql`true`): Promise<string[]> {
	const seen: string[] = [];
	for (const table of tables) if ((await rowsOf(tx, table, where)) > 0) seen.push(table);
	return seen;
}

test('the world fills enough tables for this guard to mean something', async () => {
	expect(await filledTables()).toEqual(
		expect.arrayContaining([
			'organisation',
			'user',
			'customer',
			'contact',
			'invoice',
			'payment',
			'allocation',
			'dispute',
			'dispute_item',
			'link',
			'reason',
			'step',
			'audit_event'
		])
	);
});

test('a scope sees nothing of another organisation', async () => {
	const tables = await filledTables();
	const scopes: Scope[] = [
		ours.inside,
		ours.desk.admin,
		await portalScopeOf(ours.account.portalPath),
		await resolverScopeOf(ours.account.resolverPath)
	];
	for (const scope of scopes) {
		const foreign = sql`organisation_id <> ${ours.inside.organisationId}`;
		// The engine knows the names of all organisations.
		const expected = scope.audience === 'system' ? ['organisation'] : [];
		expect([
			scope.audience,
			await unitOfWork(scope, ({ tx }) => visible(tx, tables, foreign))
		]).toEqual([scope.audience, expected]);
	}
});

test('without a scope nothing is seen, except the names of organisations by the engine', async () => {
	const tables = await filledTables();
	expect(await withProof('', (tx) => visible(tx, tables))).toEqual([]);
	expect(await withProof('a secret nobody has', (tx) => visible(tx, tables))).toEqual([]);
	expect(await acrossOrganisations((tx) => visible(tx, tables))).toEqual(['organisation']);
});

test('a scope of an organisation that does not exist sees nothing but names', async () => {
	const nowhere = systemScope({
		organisationId: '01890000-0000-7000-8000-000000000000',
		timeZone: 'UTC',
		actor: 'test'
	});
	expect(await unitOfWork(nowhere, async ({ tx }) => visible(tx, await filledTables()))).toEqual([
		'organisation'
	]);
});

test('a customer’s link sees its own account only', async () => {
	const portal = await portalScopeOf(ours.account.portalPath);
	const tables = await filledTables();
	const withCustomer = (
		await asOwner<{ name: string }>(
			`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'customer_id'`
		)
	).map(({ name }) => name);
	const neighbours = sql`customer_id = ${ours.neighbour.customer.id}`;
	const seen = await unitOfWork(portal, ({ tx }) =>
		visible(
			tx,
			tables.filter((name) => withCustomer.includes(name)),
			neighbours
		)
	);
	expect(seen).toEqual([]);
	expect(await unitOfWork(portal, ({ tx }) => rowsOf(tx, 'customer'))).toBe(1);
	expect(
		await unitOfWork(portal, ({ tx }) =>
			visible(tx, [
				'user',
				'scenario',
				'step',
				'run',
				'decision',
				'delivery',
				'import_file',
				'audit_event',
				'session'
			])
		)
	).toEqual([]);
});

test('a resolver’s link sees one case only', async () => {
	const resolver = await resolverScopeOf(ours.account.resolverPath);
	const cases = await unitOfWork(resolver, ({ tx }) =>
		tx.execute<{ id: string }>(sql`select id from dispute`)
	);
	expect(cases.rows).toEqual([{ id: ours.account.dispute.id }]);
});

test('nobody writes into another organisation, even with its id in hand', async () => {
	const foreign = other.account.customer;
	const write = unitOfWork(ours.inside, ({ tx }) =>
		tx.execute(sql`insert into hold (organisation_id, id, customer_id, kind, reason, created_at, created_by)
			values (${foreign.organisationId}, ${foreign.id}, ${foreign.id}, 'manual', 'x', ${ours.account.dispute.openedAt.toISOString()}, 'x')`)
	);
	await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
	const point = unitOfWork(ours.inside, ({ tx }) =>
		tx.execute(sql`insert into hold (organisation_id, id, customer_id, kind, reason, created_at, created_by)
			values (${ours.inside.organisationId}, ${foreign.id}, ${foreign.id}, 'manual', 'x', ${ours.account.dispute.openedAt.toISOString()}, 'x')`)
	);
	await expect(point).rejects.toMatchObject({ cause: { code: '23503' } });
	const changed = await unitOfWork(ours.inside, ({ tx }) =>
		tx.execute(sql`update customer set name = 'x' where id = ${foreign.id}`)
	);
	expect(changed.rowCount).toBe(0);
});

test('a customer takes the next number of a case, and changes nothing else of the organisation', async () => {
	const portal = await portalScopeOf(ours.account.portalPath);
	const next = await unitOfWork(portal, ({ tx }) =>
		tx.execute(sql`update organisation set dispute_sequence = dispute_sequence + 1`)
	);
	expect(next.rowCount).toBe(1);
	await expect(
		unitOfWork(portal, ({ tx }) => tx.execute(sql`update organisation set iban = 'FR00'`))
	).rejects.toMatchObject({
		cause: { message: 'the organisation is changed from inside only' }
	});
});

test('the audit log cannot be rewritten, not even by the owner', async () => {
	await expect(asOwner(`update audit_event set action = 'x'`)).rejects.toThrow('append-only');
	await expect(asOwner(`delete from audit_event`)).rejects.toThrow('append-only');
});
