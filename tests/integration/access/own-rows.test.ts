import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PortalScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { asOwner, useDatabase } from '../../support/database';
import { buildInvoiceLine } from '../../support/factories';
import { portalScopeOf } from '../../support/scopes';
import { buildWorld, type Account, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let portal: PortalScope;
beforeAll(async () => {
	({ ours } = await buildWorld());
	portal = await portalScopeOf(ours.account.portalPath);
});

const AT = '2026-03-03T09:00:00Z';
/** Of each customer of ours, for other rows to name: a claim, a message, a line, an offer. */
const CLAIMS: Record<string, string> = {};
const MESSAGES: Record<string, string> = {};
const ACCOUNT_MESSAGES: Record<string, string> = {};
const LINES: Record<string, string> = {};
const OFFERS: Record<string, string> = {};

type About = (account: Account) => [table: string, values: Record<string, unknown>];
const ROWS: Record<string, About> = {
	follower: ({ dispute }) => [
		'dispute_follower',
		{
			...{ dispute_id: dispute.id, name: 'x', email: 'x@m1.test', language: 'fr' },
			...{ added_at: AT, added_by_kind: 'customer', added_by_name: 'x', stop_hash: uuidv7() }
		}
	],
	amendment: ({ dispute }) => [
		'dispute_amendment',
		{
			...{ dispute_id: dispute.id, before: '{}', after: '{}', at: AT },
			...{ by_name: 'x', idempotency_key: uuidv7() }
		}
	],
	opinion: ({ dispute }) => [
		'satisfaction',
		{ dispute_id: dispute.id, solved: 4, ease: 4, by_name: 'x', at: AT }
	],
	'item of a claim': ({ overdue }) => [
		'payment_claim_item',
		{ payment_claim_id: CLAIMS[ours.account.customer.id], invoice_id: overdue.id }
	],
	'claim of an item': ({ customer }) => [
		'payment_claim_item',
		{ payment_claim_id: CLAIMS[customer.id], invoice_id: ours.account.overdue.id }
	],
	'item of a case': ({ dispute }) => [
		'dispute_item',
		{ ...ITEM, dispute_id: dispute.id, invoice_id: ours.account.overdue.id }
	],
	'invoice of an item': ({ overdue }) => [
		'dispute_item',
		{ ...ITEM, dispute_id: ours.account.dispute.id, invoice_id: overdue.id }
	],
	'line of an item': ({ customer }) => [
		'dispute_item',
		{
			...{ ...ITEM, dispute_id: ours.account.dispute.id, invoice_id: ours.account.overdue.id },
			invoice_line_id: LINES[customer.id]
		}
	],
	message: ({ dispute }) => [
		'message',
		{
			...{ dispute_id: dispute.id, audience: 'customer', author_kind: 'customer' },
			...{ author_name: 'x', body: 'x', at: AT, idempotency_key: uuidv7() }
		}
	],
	'step of a case': ({ dispute }) => [
		'dispute_transition',
		{
			...{ dispute_id: dispute.id, from_status: 'submitted', to_status: 'withdrawn', at: AT },
			...{ on_day: '2026-03-03', by_kind: 'customer', by_name: 'x' }
		}
	],
	'what was known of an invoice': ({ overdue }) => [
		'known_answer',
		{ ...known(), invoice_id: overdue.id }
	],
	'case opened all the same': ({ dispute }) => [
		'known_answer',
		{ ...known(), invoice_id: ours.account.overdue.id, dispute_id: dispute.id }
	],
	'offer that is answered': ({ customer }) => [
		'proposal_answer',
		{ ...said(), dispute_id: ours.account.dispute.id, proposal_id: OFFERS[customer.id] }
	],
	'file of a message': ({ customer }) => [
		'attachment',
		{ ...FILE, dispute_id: ours.account.dispute.id, message_id: MESSAGES[customer.id] }
	],
	'file of a message about the account': ({ customer }) => [
		'attachment',
		{ ...FILE, account_message_id: ACCOUNT_MESSAGES[customer.id] }
	],
	'file of a case': ({ dispute }) => ['attachment', { ...FILE, dispute_id: dispute.id }],
	'file of a claim': ({ customer }) => [
		'attachment',
		{ ...FILE, payment_claim_id: CLAIMS[customer.id] }
	]
};
const ITEM = { currency: 'EUR', claimed_minor: 100 };
const known = () => ({
	...{ reason_code: 'price_unit', kind: 'duplicate', outcome: 'continued' },
	...{ by_name: 'x', at: AT, idempotency_key: uuidv7() }
});
const said = () => ({
	...{ verdict: 'refused', signed_name: 'x', shown_text: 'x', shown_sha256: 'x', language: 'fr' },
	...{ link_id: uuidv7(), holder_name: 'x', holder_email: 'x@m1.test', at: AT },
	idempotency_key: uuidv7()
});
const FILE = {
	...{ name: 'x', mime: 'x', bytes: 1, sha256: 'x', storage_key: 'x', audience: 'customer' },
	...{ uploaded_by_kind: 'customer', uploaded_by_name: 'x', uploaded_at: AT }
};

/** As the holder of the link of our customer: the code of what stood in the way, null when nothing did. */
async function insert(table: string, values: Record<string, unknown>): Promise<string | null> {
	const row = {
		...{ organisation_id: ours.inside.organisationId, id: uuidv7() },
		...{ customer_id: ours.account.customer.id, ...values }
	};
	const names = sql.join(
		Object.keys(row).map((name) => sql.identifier(name)),
		sql`, `
	);
	const given = sql.join(
		Object.values(row).map((value) => sql`${value}`),
		sql`, `
	);
	return unitOfWork(portal, async ({ tx }) => {
		await tx.execute(sql`insert into ${sql.identifier(table)} (${names}) values (${given})`);
	}).then(
		() => null,
		(error: { cause?: { code?: string } }) => error.cause?.code ?? String(error)
	);
}

const CLAIM = {
	...{ paid_on: '2026-03-02', currency: 'EUR', amount_minor: 100, by_name: 'x' },
	...{ by_email: 'x@m1.test', language: 'fr', claimed_at: AT, claimed_on: '2026-03-03' }
};

beforeAll(async () => {
	for (const { customer, dispute, overdue } of [ours.account, ours.neighbour]) {
		const own = [ours.inside.organisationId, uuidv7(), customer.id];
		await asOwner(
			`insert into message (organisation_id, id, customer_id, dispute_id, audience, author_kind, author_name, body, at, idempotency_key)
			values ($1, $2::uuid, $3, $4, 'customer', 'customer', 'x', 'x', '${AT}', $2::uuid::text)`,
			[...own, dispute.id]
		);
		MESSAGES[customer.id] = own[1]!;
		await asOwner(
			`insert into account_message (organisation_id, id, customer_id, kind, body, by_name, by_email, language, at, idempotency_key)
			values ($1, $2::uuid, $3, 'question', 'x', 'x', 'x@m1.test', 'fr', '${AT}', $2::uuid::text)`,
			own
		);
		ACCOUNT_MESSAGES[customer.id] = own[1]!;
		await asOwner(
			`insert into proposal (organisation_id, id, customer_id, dispute_id, kind, currency, valid_until, proposed_at, proposed_by_id, proposed_by_name, idempotency_key)
			values ($1, $2::uuid, $3, $4, 'replacement', 'EUR', '2026-03-20', '${AT}', $5, 'x', $2::uuid::text)`,
			[...own, dispute.id, ours.users.collector.id]
		);
		OFFERS[customer.id] = own[1]!;
		LINES[customer.id] = (await buildInvoiceLine(ours.inside, overdue)).id;
		CLAIMS[customer.id] = uuidv7();
		await asOwner(
			`insert into payment_claim (organisation_id, id, customer_id, paid_on, currency, amount_minor, by_name, by_email, language, claimed_at, claimed_on, idempotency_key)
			values ($1, $2::uuid, $3, '2026-03-02', 'EUR', 100, 'x', 'x@m1.test', 'fr', '${AT}', '2026-03-03', $2::uuid::text)`,
			[ours.inside.organisationId, CLAIMS[customer.id]!, customer.id]
		);
	}
});

describe('through a link, a row names what belongs to its customer', () => {
	it.each(Object.entries(ROWS))('%s', async (_, about) => {
		expect(await insert(...about(ours.neighbour as Account))).toBe('42501');
		expect(await insert(...about(ours.account))).toBeNull();
	});
});

describe('what is said through a link', () => {
	it('is no payment that was found already', async () => {
		const key = () => ({ idempotency_key: uuidv7() });
		expect(await insert('payment_claim', { ...CLAIM, ...key(), verdict: 'found' })).toBe('42501');
		expect(await insert('payment_claim', { ...CLAIM, ...key(), decided_by: 'x' })).toBe('42501');
		expect(await insert('payment_claim', { ...CLAIM, ...key() })).toBeNull();
	});

	it('is no message that was handled already', async () => {
		const message = {
			...{ kind: 'question', body: 'x', by_name: 'x', by_email: 'x@m1.test' },
			...{ language: 'fr', at: AT }
		};
		const key = () => ({ idempotency_key: uuidv7() });
		expect(await insert('account_message', { ...message, ...key(), handled_by: 'x' })).toBe(
			'42501'
		);
		expect(await insert('account_message', { ...message, ...key() })).toBeNull();
	});
});
