import { sql } from 'drizzle-orm';
import pg from 'pg';
import fs from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PortalScope, ResolverScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { asOwner, useDatabase } from '../support/database';
import { buildHold, buildInvoiceLine } from '../support/factories';
import { portalScopeOf, resolverScopeOf } from '../support/scopes';
import { buildWorld, type Company } from '../support/world';
import { ROOT } from './source';

useDatabase();

type Row = Record<string, unknown>;
type Outside = PortalScope | ResolverScope;
interface Column {
	table: string;
	name: string;
	type: string;
}

let ours: Company;
let portal: PortalScope;
let resolver: ResolverScope;
let tables: string[];
let columns: Column[];
const ID = '01890000-0000-7000-8000-0000000000';
const AT = '2026-03-03T09:00:00Z';

beforeAll(async () => {
	({ ours } = await buildWorld());
	portal = await portalScopeOf(ours.account.portalPath);
	resolver = await resolverScopeOf(ours.account.resolverPath);
	await fillTheRest();
	// What the database derives nobody writes.
	columns = await asOwner<Row & Column>(
		`select c.table_name as "table", c.column_name as name, c.data_type as type
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' order by 1, 2`
	);
	tables = [...new Set(columns.map(({ table }) => table))].filter(
		(t) => !['login_attempt', 'instance'].includes(t)
	);
});

/** One row of the case in every table the world leaves empty. */
async function fillTheRest(): Promise<void> {
	const { account, inside, users } = ours;
	await buildInvoiceLine(inside, account.contested);
	await buildHold(inside, account.customer, { kind: 'payment_announced' });
	await asOwner(`update hold set until_on = '2026-03-09'`);
	const of = [inside.organisationId, account.customer.id];
	const ofCase = [...of, account.dispute.id];
	await asOwner(
		`insert into message (organisation_id, id, customer_id, dispute_id, audience, author_kind, author_name, body, at, idempotency_key)
		values ($1, '${ID}01', $2, $3, 'customer', 'staff', 'x', 'x', '${AT}', 'a'), ($1, '${ID}02', $2, $3, 'internal', 'staff', 'x', 'secret', '${AT}', 'b')`,
		ofCase
	);
	await asOwner(
		`insert into attachment (organisation_id, id, customer_id, dispute_id, name, mime, bytes, sha256, storage_key, audience, uploaded_by_kind, uploaded_by_name, uploaded_at)
		values ($1, '${ID}03', $2, $3, 'x', 'x', 1, 'x', 'x', 'customer', 'customer', 'x', '${AT}'), ($1, '${ID}04', $2, $3, 'y', 'x', 1, 'x', 'x', 'internal', 'staff', 'x', '${AT}')`,
		ofCase
	);
	await asOwner(
		`insert into answer (organisation_id, id, customer_id, dispute_id, assignment_id, verdict, signed_name, at, idempotency_key)
		values ($1, '${ID}05', $2, $3, $4, 'partly', 'x', '${AT}', 'c')`,
		[...ofCase, account.assignment.id]
	);
	await asOwner(
		`insert into follow_up (organisation_id, id, customer_id, dispute_id, assignment_id, kind, "on", due_on, at)
		values ($1, '${ID}13', $2, $3, $4, 'overdue', '2026-03-09', '2026-03-06', '${AT}')`,
		[...ofCase, account.assignment.id]
	);
	await asOwner(
		`insert into team (organisation_id, id, key, head_name, head_email, head_language)
		values ($1, '${ID}14', 'sales', 'x', 'x@x.test', 'fr')`,
		[inside.organisationId]
	);
	await asOwner(
		`insert into absence (organisation_id, id, user_id, from_on, until_on, substitute_id, entered_by, entered_at)
		values ($1, '${ID}15', $2, '2026-03-09', '2026-03-13', $3, 'x', '${AT}')`,
		[inside.organisationId, users.admin.id, users.collector.id]
	);
	await fillTheAccounts(inside.organisationId, users.admin.id);
	await asOwner(
		`insert into audit_seal (organisation_id, seq, event_id, prev_hash, hash, sealed_at)
		select organisation_id, 1, id, 'x', 'x', at from audit_event where organisation_id = $1 limit 1`,
		[inside.organisationId]
	);
	await asOwner(
		`insert into resolution (organisation_id, id, customer_id, dispute_id, verdict, outcome, accepted_minor, explanation, decided_at, decided_by_id, decided_by_name)
		values ($1, '${ID}06', $2, $3, 'invalid', 'no_action', 0, 'x', '${AT}', $4, 'x')`,
		[...ofCase, users.admin.id]
	);
	await asOwner(
		`insert into credit_batch (organisation_id, id, requests, csv, json, exported_at, exported_by_name)
		values ($1, '${ID}1a', 1, 'x', '[]', '${AT}', 'x')`,
		[inside.organisationId]
	);
	await asOwner(
		`insert into credit_request (organisation_id, id, customer_id, dispute_id, resolution_id, amount_minor, currency, reason_code, why, parts, asked_at, asked_by_name, batch_id)
		values ($1, '${ID}1b', $2, $3, '${ID}06', 100, 'EUR', 'PU_ERR', 'x', '[]', '${AT}', 'x', '${ID}1a')`,
		ofCase
	);
	await asOwner(
		`insert into case_task (organisation_id, id, customer_id, dispute_id, text, owner_team, due_on, added_at, added_by_name, idempotency_key)
		values ($1, '${ID}1f', $2, $3, 'secret', 'sales', '2026-03-20', '${AT}', 'x', 'k')`,
		ofCase
	);
	await asOwner(
		`insert into reply_reading (organisation_id, id, customer_id, dispute_id, at, by_name, why)
		values ($1, '${ID}2a', $2, $3, '${AT}', 'x', 'secret')`,
		ofCase
	);
	await asOwner(
		`insert into payment (organisation_id, id, customer_id, received_on, currency, total_minor, source, created_at)
		values ($1, '${ID}2c', $2, '2026-03-02', 'EUR', 1, 'write_off', '${AT}')`,
		of
	);
	await asOwner(
		`insert into write_off (organisation_id, id, customer_id, dispute_id, invoice_id, payment_id, amount_minor, currency, kind, "on", at, by_id, by_name)
		values ($1, '${ID}2b', $2, $3, $5, '${ID}2c', 1, 'EUR', 'rounding', '2026-03-02', '${AT}', $4, 'x')`,
		[...ofCase, users.admin.id, account.contested.id]
	);
	await asOwner(
		`insert into dispute_amendment (organisation_id, id, customer_id, dispute_id, before, after, at, by_kind, by_name, idempotency_key)
		values ($1, '${ID}2d', $2, $3, '{}', '{}', '${AT}', 'staff', 'x', 'note')`,
		ofCase
	);
	await asOwner(
		`insert into amendment_note (organisation_id, id, customer_id, dispute_id, note)
		values ($1, '${ID}2d', $2, $3, 'secret')`,
		ofCase
	);
	await asOwner(
		`insert into customer_note (organisation_id, id, customer_id, at, by_name, body)
		values ($1, '${ID}2e', $2, '${AT}', 'x', 'secret')`,
		of
	);
	await asOwner(
		`insert into root_cause (organisation_id, id, customer_id, dispute_id, stage, action, set_at, set_by_name)
		values ($1, '${ID}20', $2, $3, 'order', 'secret', '${AT}', 'x')`,
		ofCase
	);
	await asOwner(
		`insert into credit_note (organisation_id, id, customer_id, number, issued_on, currency, total_minor, created_at)
		values ($1, '${ID}07', $2, 'AV-1', '2026-03-01', 'EUR', 100, '${AT}')`,
		of
	);
	for (const [id, name, about] of [
		['08', 'contested', account.contested],
		['09', 'overdue', account.overdue]
	] as const) {
		await asOwner(
			`insert into document (organisation_id, id, customer_id, kind, name, mime, bytes, sha256, storage_key, created_at)
			values ($1, '${ID}${id}', $2, 'invoice', '${name}', 'application/pdf', 1, 'x', 'x', '${AT}')`,
			of
		);
		await asOwner(`update invoice set document_id = '${ID}${id}' where id = $1`, [about.id]);
	}
	await asOwner(
		`insert into promise (organisation_id, id, customer_id, due_on, source, made_by_kind, made_by_name, made_at, made_on, idempotency_key)
		values ($1, '${ID}11', $2, '2026-03-20', 'portal', 'customer', 'x', '${AT}', '2026-03-03', 'd')`,
		of
	);
	await asOwner(
		`insert into promise_item (organisation_id, id, customer_id, promise_id, invoice_id, currency, amount_minor, settled_before_minor)
		values ($1, '${ID}12', $2, '${ID}11', $3, 'EUR', 100, 0)`,
		[...of, account.overdue.id]
	);
	await asOwner(
		`insert into delivery (organisation_id, id, customer_id, dispute_id, mail, once_key, to_email, to_name, language, facts, status, message_id, next_attempt_at, created_at)
		values ($1, '${ID}10', $2, $3, 'staff-alert', 'x', 'x@x.test', 'x', 'fr', '{}', 'planned', 'x', '${AT}', '${AT}')`,
		ofCase
	);
	await asOwner(
		`insert into inbound_mail (organisation_id, id, sha256, storage_key, bytes, received_at)
		values ($1, '${ID}16', 'x', 'x', 1, '${AT}')`,
		[inside.organisationId]
	);
	await asOwner(
		`insert into inbound_fate (organisation_id, id, mail_id, kind, customer_id, dispute_id, at)
		values ($1, '${ID}17', '${ID}16', 'triage', $2, $3, '${AT}')`,
		ofCase
	);
	await asOwner(
		`insert into inbound_reading (organisation_id, id, mail_id, deed, at, by_name)
		values ($1, '${ID}18', '${ID}16', 'done', '${AT}', 'x')`,
		[inside.organisationId]
	);
	await asOwner(
		`insert into inbound_round (organisation_id, id, begun_at) values ($1, '${ID}95', '${AT}')`,
		[inside.organisationId]
	);
	await fillTheCustomersSide([...ofCase, account.overdue.id], users.admin.id);
}

/** How a colleague comes in. */
async function fillTheAccounts(organisationId: string, userId: string): Promise<void> {
	const of = [organisationId, userId];
	await asOwner(
		`insert into sign_in_step (organisation_id, user_id, id_hash, expires_at) values ($1, $2, 'x', '${AT}')`,
		of
	);
	await asOwner(
		`insert into second_factor (organisation_id, user_id, proposed) values ($1, $2, 'x')`,
		of
	);
	await asOwner(
		`insert into recovery_code (organisation_id, user_id, id, code_hash, made_at) values ($1, $2, '${ID}16', 'x', '${AT}')`,
		of
	);
	await asOwner(
		`insert into password_reset (organisation_id, user_id, id, token_hash, asked_at, expires_at) values ($1, $2, '${ID}17', 'x', '${AT}', '${AT}')`,
		of
	);
	await asOwner(
		`insert into invitation (organisation_id, id, email, name, role, language, token_hash, invited_by, invited_at, expires_at)
		values ($1, '${ID}18', 'x@x.test', 'x', 'admin', 'fr', 'x', 'x', '${AT}', '${AT}')`,
		[organisationId]
	);
}

/** What a customer says of himself: claims, messages, agreements, files on their way. */
async function fillTheCustomersSide(about: string[], adminId: string): Promise<void> {
	const [organisation, customer, dispute, invoice] = about;
	for (const [table, columns, values] of [
		[
			'payment_claim',
			'paid_on, currency, amount_minor, by_name, by_email, language, claimed_at, claimed_on, idempotency_key',
			`'2026-03-02', 'EUR', 100, 'x', 'x@x.test', 'fr', '${AT}', '2026-03-03', 'e'`
		],
		['payment_claim_item', 'payment_claim_id, invoice_id', `'${ID}20', '${invoice}'`],
		[
			'account_message',
			'kind, body, by_name, by_email, language, at, idempotency_key',
			`'question', 'x', 'x', 'x@x.test', 'fr', '${AT}', 'f'`
		],
		[
			'known_answer',
			'invoice_id, dispute_id, reason_code, kind, outcome, by_name, at, idempotency_key',
			`'${invoice}', '${dispute}', 'price', 'duplicate', 'answers', 'x', '${AT}', 'g'`
		],
		[
			'upload',
			'link_id, name, bytes_total, storage_key, created_at, expires_at, idempotency_key',
			`'${ID}90', 'x', 9, 'x', '${AT}', '${AT}', 'h'`
		],
		[
			'push_subscription',
			'link_id, endpoint, p256dh, auth, created_at',
			`'${ID}90', 'x', 'x', 'x', '${AT}'`
		],
		[
			'invoice_document',
			'invoice_id, document_id, linked_at, linked_by',
			`'${invoice}', '${ID}09', '${AT}', 'x'`
		]
	] as const)
		await addRow(table, columns, values, [organisation!, customer!]);
	for (const [table, columns, values] of [
		[
			'dispute_follower',
			'name, email, language, added_at, added_by_kind, added_by_name, stop_hash',
			`'x', 'x@x.test', 'fr', '${AT}', 'customer', 'x', 'x'`
		],
		['dispute_commitment', 'due_on, set_at, set_by_name', `'2026-03-09', '${AT}', 'x'`],
		[
			'dispute_amendment',
			'"before", "after", at, by_name, idempotency_key',
			`'{}', '{}', '${AT}', 'x', 'i'`
		],
		[
			'proposal',
			'kind, currency, amount_minor, valid_until, proposed_at, proposed_by_id, proposed_by_name, idempotency_key',
			`'credit', 'EUR', 100, '2026-03-20', '${AT}', '${adminId}', 'x', 'j'`
		],
		[
			'proposal_answer',
			'proposal_id, verdict, signed_name, shown_text, shown_sha256, language, link_id, holder_name, holder_email, at, idempotency_key',
			`'${ID}34', 'accepted', 'x', 'x', 'x', 'fr', '${ID}90', 'x', 'x@x.test', '${AT}', 'k'`
		],
		['satisfaction', 'solved, ease, by_name, at', `4, 4, 'x', '${AT}'`],
		['satisfaction_call', 'outcome, "by", at, idempotency_key', `'missed', 'x', '${AT}', 'l'`]
	] as const)
		await addRow(table, `dispute_id, ${columns}`, `'${dispute}', ${values}`, [
			organisation!,
			customer!
		]);
}

async function claimOfNeighbour(): Promise<string> {
	const id = `${ID}97`;
	await asOwner(
		`insert into payment_claim (organisation_id, id, customer_id, paid_on, currency, amount_minor, by_name, by_email, language, claimed_at, claimed_on, idempotency_key)
		values ($1, $2, $3, '2026-03-02', 'EUR', 100, 'x', 'x@x.test', 'fr', '${AT}', '2026-03-03', 'z')`,
		[ours.inside.organisationId, id, ours.neighbour.customer.id]
	);
	return id;
}

const NUMBERS: Record<string, string> = {
	payment_claim: '20',
	payment_claim_item: '21',
	account_message: '22',
	known_answer: '23',
	upload: '24',
	push_subscription: '25',
	invoice_document: '26',
	dispute_follower: '31',
	dispute_commitment: '32',
	dispute_amendment: '33',
	proposal: '34',
	proposal_answer: '35',
	satisfaction: '36',
	satisfaction_call: '37'
};

const addRow = (table: string, columns: string, values: string, of: string[]) =>
	asOwner(
		`insert into ${table} (organisation_id, id, customer_id, ${columns}) values ($1, '${ID}${NUMBERS[table]}', $2, ${values})`,
		of
	);

const SECRET_KEYS = ['42501', 'P0001'];

/** True when the database would have let it happen: also when only a key or a check stood in the way. */
async function letThrough(scope: Outside, statement: ReturnType<typeof sql>): Promise<boolean> {
	try {
		return await unitOfWork(scope, async ({ tx }) => {
			const { rowCount } = await tx.execute(statement);
			throw Object.assign(new Error('undo'), { undone: (rowCount ?? 0) > 0 });
		});
	} catch (thrown) {
		const { undone, cause } = thrown as { undone?: boolean; cause?: { code?: string } };
		return undone ?? !SECRET_KEYS.includes(cause?.code ?? '');
	}
}

const BY_TYPE: Record<string, string> = {
	text: `coalesce(%, '') || 'x'`,
	bigint: 'coalesce(%, 0) + 1',
	integer: 'coalesce(%, 0) + 1',
	numeric: 'coalesce(%, 0) + 1',
	boolean: 'not %',
	date: `coalesce(%, '2026-01-01') + 1`,
	uuid: `'${ID}99'`,
	json: `'{"x":1}'`,
	jsonb: `'{"x":1}'`,
	'timestamp with time zone': `coalesce(%, '2026-01-01') + interval '1 day'`,
	tsvector: `'x'`,
	ARRAY: `array['x']`
};

async function changeable(scope: Outside): Promise<string[]> {
	const found: string[] = [];
	for (const { table, name, type } of columns.filter((c) => tables.includes(c.table))) {
		const value = (BY_TYPE[type] ?? '').replace('%', `"${name}"`);
		expect(value, `a value for ${table}.${name} (${type})`).not.toBe('');
		if (await letThrough(scope, sql.raw(`update "${table}" set "${name}" = ${value}`)))
			found.push(`${table}.${name}`);
	}
	return found;
}

async function removable(scope: Outside): Promise<string[]> {
	const found: string[] = [];
	for (const table of tables)
		if (await letThrough(scope, sql.raw(`delete from "${table}"`))) found.push(table);
	return found;
}

/** A row of the very case, offered a second time: a key may refuse it, if the policies do not. */
async function insertable(scope: Outside): Promise<string[]> {
	const found: string[] = [];
	for (const table of tables) {
		const row = await ownRow(table);
		if (!row) continue;
		const into = sql.raw(namesOf(table));
		const again = sql`insert into ${sql.identifier(table)} (${into}) select ${into} from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::jsonb)`;
		if (await letThrough(scope, again)) found.push(table);
	}
	return found;
}

const namesOf = (table: string): string =>
	columns
		.filter((one) => one.table === table)
		.map(({ name }) => `"${name}"`)
		.join(', ');

async function ownRow(table: string): Promise<unknown> {
	const has = (name: string) => columns.some((c) => c.table === table && c.name === name);
	const wanted = [`organisation_id = '${ours.inside.organisationId}'`];
	if (table === 'dispute') wanted.push(`id = '${ours.account.dispute.id}'`);
	if (table === 'link') wanted.push(`kind = 'portal'`);
	if (has('customer_id') && table !== 'audit_event')
		wanted.push(`customer_id = '${ours.account.customer.id}'`);
	if (has('dispute_id') && !['link', 'credit_note', 'document'].includes(table))
		wanted.push(`dispute_id = '${ours.account.dispute.id}'`);
	if (has('audience')) wanted.push(`audience = 'customer'`);
	const [found] = await asOwner<{ row: unknown }>(
		`select to_jsonb(t) as row from "${table}" t where ${wanted.join(' and ')} limit 1`
	);
	return found?.row;
}

test('every table of a case and of an account has a row to try', async () => {
	const about = columns.filter(({ name }) => name === 'customer_id').map(({ table }) => table);
	const empty: string[] = [];
	for (const table of about) if (!(await ownRow(table))) empty.push(table);
	// Of staff and the engine alone.
	expect(empty.sort()).toEqual([
		...[
			'approval',
			'approval_follow_up',
			'approval_request',
			'case_sub_status',
			'custom_value',
			'deadline_told',
			'decision',
			'digest_line',
			'late_charge',
			'mention'
		],
		...['notice', 'participant', 'routing_rule', 'scenario_choice']
	]);
});

describe('through a customer’s link', () => {
	test('only what a customer may say otherwise changes: his case, his promise, what he follows and sends', async () => {
		expect(await changeable(portal)).toEqual([
			// Until somebody works on it, a case is amended (below).
			'dispute.answer_due_on',
			'dispute.detail',
			'dispute.explanation',
			'dispute.reason_id',
			'dispute.requested_outcome',
			'dispute.status',
			'dispute_follower.removed_at',
			'dispute_follower.removed_by',
			'dispute_item.replaced_at',
			'organisation.dispute_sequence',
			'promise.withdrawn_at',
			'promise.withdrawn_by',
			'push_subscription.ended_at',
			'upload.bytes_here',
			'upload.claimed_at',
			'upload.completed_at'
		]);
	});
	test('a case somebody works on is not amended any more', async () => {
		await asOwner(`update dispute set status = 'in_progress' where id = $1`, [
			ours.account.dispute.id
		]);
		try {
			const changed = (await changeable(portal)).filter((name) => /^dispute(_item)?\./.test(name));
			expect(changed).toEqual(['dispute.status']);
		} finally {
			await asOwner(`update dispute set status = 'submitted' where id = $1`, [
				ours.account.dispute.id
			]);
		}
	});
	test('what was agreed is evidence: nobody changes a word of it', async () => {
		for (const table of ['proposal_answer', 'dispute_amendment'])
			await expect(asOwner(`update ${table} set at = at`)).rejects.toThrow('does not change');
	});
	test('nothing is deleted', async () => {
		expect(await removable(portal)).toEqual([]);
	});
	test('only cases, what is said about them and the account, pauses, promises, agreements and mails are written', async () => {
		expect(await insertable(portal)).toEqual([
			'account_message',
			'attachment',
			'audit_event',
			'customer_change',
			'delivery',
			'dispute',
			'dispute_amendment',
			'dispute_follower',
			'dispute_item',
			'dispute_text',
			'dispute_transition',
			'hold',
			'known_answer',
			'link',
			'message',
			'payment_claim',
			'payment_claim_item',
			'promise',
			'promise_item',
			'proposal_answer',
			'push_subscription',
			'satisfaction',
			'upload'
		]);
	});
	test('no internal note, no file for staff and no pause without an end is written', async () => {
		for (const [table, change] of [
			['message', { audience: 'internal' }],
			['attachment', { audience: 'internal' }],
			['hold', { until_on: null }],
			['hold', { kind: 'manual' }],
			['hold', { kind: 'opted_out' }],
			['link', { kind: 'resolver' }]
		] as const) {
			const row = JSON.stringify({ ...((await ownRow(table)) as object), ...change });
			const again = sql`insert into ${sql.identifier(table)} select * from jsonb_populate_record(null::${sql.identifier(table)}, ${row}::jsonb)`;
			expect([table, change, await letThrough(portal, again)]).toEqual([table, change, false]);
		}
	});
	test('a promise is not agreed to yet, and it and a pause name what is its customer’s only', async () => {
		const { overdue } = ours.neighbour;
		const statement = await claimOfNeighbour();
		for (const [table, change] of [
			['promise', { verdict: 'approved' }],
			['promise', { decided_by: 'x' }],
			['promise', { withdrawn_at: AT }],
			['promise_item', { invoice_id: overdue.id }],
			['hold', { invoice_id: overdue.id }],
			['hold', { invoice_id: ours.account.overdue.id, payment_claim_id: statement }]
		] as const) {
			const row = JSON.stringify({ ...((await ownRow(table)) as object), ...change });
			const again = sql`insert into ${sql.identifier(table)} select * from jsonb_populate_record(null::${sql.identifier(table)}, ${row}::jsonb)`;
			expect([table, change, await letThrough(portal, again)]).toEqual([table, change, false]);
		}
	});
	test('no internal note and no file for staff is read, nor any link', async () => {
		expect(await seen(portal, 'message', 'body')).toEqual(['x']);
		expect(await seen(portal, 'attachment', 'name')).toEqual(['x']);
		expect(await seen(portal, 'link', 'id')).toEqual([]);
	});
	test('an invoice and a case can still be locked', async () => {
		for (const table of ['invoice', 'dispute']) {
			const { rowCount } = await unitOfWork(portal, ({ tx }) =>
				tx.execute(sql`select id from ${sql.identifier(table)} for update`)
			);
			expect([table, rowCount! > 0]).toEqual([table, true]);
		}
	});
});

describe('through a resolver’s link', () => {
	test('only the step of the case and the end of the assignment change', async () => {
		expect(await changeable(resolver)).toEqual(['assignment.ended_at', 'dispute.status']);
	});
	test('nothing is deleted', async () => {
		expect(await removable(resolver)).toEqual([]);
	});
	test('only answers, what is said about the case and mails are written', async () => {
		expect(await insertable(resolver)).toEqual([
			'answer',
			'assignment',
			'attachment',
			'audit_event',
			'customer_change',
			'delivery',
			'dispute_text',
			'dispute_transition',
			'link',
			'message'
		]);
	});
	test('of the account only what the case is about is read', async () => {
		expect(await seen(resolver, 'invoice', 'id')).toEqual([ours.account.contested.id]);
		expect(await seen(resolver, 'document', 'name')).toEqual(['contested']);
		expect(await seen(resolver, 'invoice_line', 'invoice_id')).toEqual([ours.account.contested.id]);
		for (const table of [
			'contact',
			'payment',
			'allocation',
			'credit_note',
			'hold',
			'link',
			'promise'
		])
			expect([table, await seen(resolver, table, 'id')]).toEqual([table, []]);
	});
});

const seen = (scope: Outside, table: string, column: string) =>
	unitOfWork(scope, async ({ tx }) => {
		const { rows } = await tx.execute<{ value: string }>(
			sql`select ${sql.identifier(column)}::text as value from ${sql.identifier(table)} order by 1`
		);
		return rows.map(({ value }) => value);
	});

test('the migration refuses an account that may not take the role, and says what to run', async () => {
	const check = fs
		.readFileSync(`${ROOT}/drizzle/0003_outside_writes.sql`, 'utf8')
		.split('--> statement-breakpoint')[0]!;
	const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
	await client.connect();
	try {
		await client.query('begin; create role "entendu stranger"; set local role "entendu stranger"');
		await expect(client.query(check)).rejects.toThrow('GRANT entendu_app TO "entendu stranger"');
		await client.query('rollback');
		await expect(client.query(check)).resolves.toBeDefined();
	} finally {
		await client.end();
	}
});
