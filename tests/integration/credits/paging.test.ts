import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { CREDIT_STATES, type CreditState } from '$lib/domain/credits/state';
import { unitOfWork } from '$lib/server/db/client';
import { referencesOf } from '$lib/server/disputes/named-cases';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
const desk = (company = ours) => callerFor(company.desk.collector).desk;
const EACH = 52;
/** What makes a request of each state, in SQL. */
const AS: Record<CreditState, string> = {
	to_export: '',
	exported: 'batch_id = $1',
	failed: "batch_id = $1, failed_at = asked_at, failed_why = 'x'",
	posted: "posted_at = asked_at, credit_note_number = 'x'",
	withdrawn: 'withdrawn_at = asked_at, batch_id = $1'
};

/** Many decisions of one case, as years of them would be: 52 in each state. */
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	const { id: disputeId } = await buildDispute(ours.inside, invoice, { claimedMinor: 50_000n });
	await desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 20_000n },
		explanation: 'Le tarif de mars.'
	});
	const { batchId } = await desk().credits.export();
	await asOwner('update credit_request set batch_id = null');
	for (const table of ['resolution', 'credit_request'])
		await asOwner(`with one as (select * from ${table} limit 1)
			insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(one) || jsonb_build_object(
				'id', ${table === 'resolution' ? idOf('resolution') : idOf('request')}, 'resolution_id', ${idOf('resolution')}))).*
			from one, generate_series(2, ${EACH * 5}) n`);
	for (const [at, state] of CREDIT_STATES.entries())
		if (AS[state])
			await asOwner(
				`update credit_request set ${AS[state]} where id in (select id from credit_request order by id offset ${at * EACH} limit ${EACH})`,
				AS[state].includes('$1') ? [batchId] : []
			);
});
const idOf = (what: string) =>
	`'0${what === 'request' ? 2 : 1}9f0000-0000-7000-8000-' || lpad(n::text, 12, '0')`;

test.each(CREDIT_STATES)('what is %s is read page by page, every one once', async (state) => {
	const first = await desk().credits.list({ state });
	expect(first.counts).toEqual(CREDIT_STATES.map((one) => ({ state: one, count: EACH })));
	expect(first.rows).toHaveLength(50);
	const second = await desk().credits.list({ state, after: first.next! });
	expect(second.next).toBeNull();
	const rows = [...first.rows, ...second.rows];
	expect(new Set(rows.map(({ id }) => id)).size).toBe(EACH);
	expect(new Set(rows.map((row) => row.state))).toEqual(new Set([state]));
	const ids = rows.map(({ id }) => id);
	const isLatestFirst = state === 'posted' || state === 'withdrawn';
	expect(ids).toEqual(isLatestFirst ? [...ids].sort().reverse() : [...ids].sort());
});

test('another organisation counts none of them', async () => {
	const { counts, rows } = await desk(other).credits.list({ state: 'posted' });
	expect(rows).toEqual([]);
	expect(counts.every(({ count }) => count === 0)).toBe(true);
});

test('the cases of more requests than a statement takes parameters are named', async () => {
	const [row] = await asOwner<{ id: string; reference: string }>('select * from dispute limit 1');
	const ids = [row!.id, ...Array.from({ length: 70_000 }, () => uuidv7())];
	expect(await unitOfWork(ours.inside, (unit) => referencesOf(unit, ids))).toEqual(
		new Map([[row!.id, row!.reference]])
	);
});
