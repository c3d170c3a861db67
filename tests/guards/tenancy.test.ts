import { expect, test } from 'vitest';
import { asOwner, useDatabase } from '../support/database';

useDatabase();

/** Tables that belong to no organisation, and why. */
const NO_TENANT: Record<string, string> = {
	login_attempt: 'counts failed sign-ins by a hash, before any organisation is known',
	instance: 'is about the installation: whether its database was restored from a backup'
};

const tables = () =>
	asOwner<{ name: string; oid: number; owner: string; enabled: boolean; forced: boolean }>(
		`select relname as name, oid::int, pg_get_userbyid(relowner) as owner, relrowsecurity as enabled, relforcerowsecurity as forced
		from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`
	);
const tenantTables = async () => (await tables()).filter(({ name }) => !(name in NO_TENANT));
const names = (rows: { name: string }[]) => rows.map(({ name }) => name);

test('every table carries its organisation, never empty', async () => {
	const carrying = await asOwner<{ name: string }>(
		`select table_name as name from information_schema.columns
		where table_schema = 'public' and column_name = 'organisation_id' and is_nullable = 'NO' and data_type = 'uuid'`
	);
	expect(names(await tenantTables()).length).toBeGreaterThan(25);
	expect(names(await tenantTables()).filter((name) => !names(carrying).includes(name))).toEqual([]);
});

test('every key starts with the organisation', async () => {
	const keys = await constraints('p');
	const first = new Map(keys.map(({ name, columns }) => [name, columns[0]]));
	expect(
		names(await tenantTables()).filter((name) => first.get(name) !== 'organisation_id')
	).toEqual([]);
});

test('every reference carries the organisation, so that no row can point into another one', async () => {
	const references = await constraints('f');
	expect(references.length).toBeGreaterThan(25);
	const broken = references.filter(
		({ columns, target }) => columns[0] !== 'organisation_id' || target[0] !== 'organisation_id'
	);
	expect(broken.map(({ name, columns }) => `${name} (${columns.join(', ')})`)).toEqual([]);
});

test('row-level security is on and forced for every table, and each has a policy', async () => {
	const policies = await asOwner<{ name: string; roles: string[] }>(
		`select tablename as name, roles::text[] from pg_policies`
	);
	const all = await tables();
	expect(names(all.filter(({ enabled, forced }) => !enabled || !forced))).toEqual([]);
	expect(names(all).filter((name) => !names(policies).includes(name))).toEqual([]);
	expect(policies.filter(({ roles }) => roles.join() !== 'entendu_app')).toEqual([]);
});

test('every policy of a tenant table looks at the organisation or at a proof', async () => {
	const policies = await asOwner<{ name: string; policy: string; condition: string }>(
		`select tablename as name, policyname as policy, coalesce(qual, '') || ' ' || coalesce(with_check, '') as condition
		from pg_policies where permissive = 'PERMISSIVE'`
	);
	const open = policies.filter(
		({ condition }) => !/scope_organisation\(\)|scope_proof\(\)/.test(condition)
	);
	// The engine reads the names of the organisations before it enters one, and whether it may send at all.
	expect(open.map(({ name, policy }) => `${name}.${policy}`).sort()).toEqual([
		'instance.scope',
		'organisation.engine'
	]);
});

test('the role of the application owns nothing and passes no check', async () => {
	const [role] = await asOwner(
		`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin from pg_roles where rolname = 'entendu_app'`
	);
	expect(Object.values(role!)).toEqual([false, false, false, false, false, false]);
	const owned = await asOwner(
		`select classid::regclass, objid from pg_shdepend where deptype = 'o' and refobjid = 'entendu_app'::regrole`
	);
	expect(owned).toEqual([]);
	const memberships = await asOwner(
		`select from pg_auth_members where member = 'entendu_app'::regrole`
	);
	expect(memberships).toEqual([]);
});

test('the application can neither empty a table nor change the audit log', async () => {
	const grants = await asOwner<{ name: string; privilege: string }>(
		`select table_name as name, privilege_type as privilege from information_schema.role_table_grants where grantee = 'entendu_app'`
	);
	const allowed = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
	expect(grants.filter(({ privilege }) => !allowed.includes(privilege))).toEqual([]);
	for (const table of ['audit_event', 'audit_seal']) {
		const audit = grants.filter(({ name }) => name === table).map(({ privilege }) => privilege);
		expect([table, audit.sort()]).toEqual([table, ['INSERT', 'SELECT']]);
	}
});

const constraints = (kind: 'p' | 'f') =>
	asOwner<{ name: string; columns: string[]; target: string[] }>(
		`select c.conrelid::regclass::text as name,
			array(select a.attname::text from unnest(c.conkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by i) as columns,
			array(select a.attname::text from unnest(c.confkey) with ordinality k(n, i) join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by i) as target
		from pg_constraint c where c.contype = $1 and c.connamespace = 'public'::regnamespace`,
		[kind]
	).then((rows) => rows.map((row) => ({ ...row, name: row.name.replaceAll('"', '') })));
