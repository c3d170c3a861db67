import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { customerChange, run } from '$lib/server/db/schema/runs';
import { deliverDue } from '$lib/server/delivery/deliver';
import { openRun } from '$lib/server/dunning/open-run';
import { orderRun } from '$lib/server/dunning/order-run';
import { CHUNK } from '$lib/server/db/chunks';
import { runChunk } from '$lib/server/dunning/run-chunk';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { settleNotice } from '$lib/server/dunning/settle-notice';
import { runMails } from '$lib/server/dunning/run-mails';
import { waitingRuns } from '$lib/server/dunning/run-queries';
import { watchRun } from '$lib/server/dunning/watch-run';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { untilSomebodyWaits } from '../../support/waiting';
import {
	claimMail,
	debtor,
	decisionsIn,
	deliveriesIn,
	noticesIn,
	organisationWithDebtor
} from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

type Kind = Parameters<typeof orderRun>[1]['kind'];
const order = (inside: SystemScope, runId: string, kind: Kind, note = '') =>
	unitOfWork(inside, (unit) => orderRun(unit, { runId, kind, note }));
const watch = (inside: SystemScope, runId: string) =>
	unitOfWork(inside, (unit) => watchRun(unit, runId));
const statuses = async (inside: SystemScope) => [
	...new Set((await noticesIn(inside)).map(({ status }) => status))
];

async function manyDebtors(count: number): Promise<SystemScope> {
	const inside = await buildOrganisation();
	for (let i = 0; i < count; i++) await debtor(inside);
	return inside;
}

describe('an abnormal volume', () => {
	test('stops the run before anything leaves, until somebody approves it', async () => {
		const inside = await manyDebtors(26);
		const { runId, state, notices } = await runDunning(inside);
		expect({ state, notices }).toEqual({ state: 'stopped', notices: 26 });
		expect(await deliverDue()).toBe(0);
		expect(await statuses(inside)).toEqual(['planned']);
		expect(await unitOfWork(inside, waitingRuns)).toMatchObject([
			{ runId, state: 'stopped', mails: 26, largestDay: 0 }
		]);
		const [stop] = (await watch(inside, runId)).orders;
		expect(stop).toMatchObject({ kind: 'stop', volume: { mails: 26, largestDay: 0, limit: 25 } });

		await order(inside, runId, 'approve', 'First day');
		expect(await deliverDue()).toBe(26);
		expect(await statuses(inside)).toEqual(['sent']);
		expect((await runDunning(inside)).state).toBe('running');
		expect(await unitOfWork(inside, waitingRuns)).toEqual([]);
	});

	test('far beyond what was approved stops the day again', async () => {
		const inside = await manyDebtors(26);
		const { runId } = await runDunning(inside);
		await order(inside, runId, 'approve');
		for (let i = 0; i < 52; i++) await debtor(inside);
		expect((await runDunning(inside)).state).toBe('running');
		await debtor(inside);
		expect((await runDunning(inside)).state).toBe('stopped');
	});

	test('a usual one does not', async () => {
		const inside = await manyDebtors(3);
		expect((await runDunning(inside)).state).toBe('running');
		expect(await deliverDue()).toBe(3);
	});
});

test('nothing leaves before everybody was looked at: only then is known how many there are', async () => {
	const { inside, customer } = await organisationWithDebtor();
	const { runId, day } = await unitOfWork(inside, (unit) => openRun(unit, unit.today));
	await unitOfWork(inside, (unit) => runChunk(unit, { runId, on: day }, [customer.id]));
	expect(await deliverDue()).toBe(0);
	await runDunning(inside);
	setClock(new Date(TEST_INSTANT.getTime() + 2 * 60_000));
	expect(await deliverDue()).toBe(1);
});

describe('a person', () => {
	test('pauses a run: no look, no mail, and resumes it where it was', async () => {
		const { inside } = await organisationWithDebtor();
		const { runId } = await runDunning(inside);
		await order(inside, runId, 'pause');
		const other = await debtor(inside);
		expect(await runDunning(inside)).toMatchObject({ state: 'paused', customers: 0 });
		expect(await deliverDue()).toBe(0);
		expect(await noticesIn(inside, other.customer.id)).toEqual([]);

		await order(inside, runId, 'resume');
		await runDunning(inside);
		expect(await deliverDue()).toBe(2);
	});

	test('cancels a run: what had not left is called off, and the next day plans anew', async () => {
		const { inside } = await organisationWithDebtor();
		const { runId } = await runDunning(inside);
		await order(inside, runId, 'cancel', 'Wrong ledger');
		expect(await noticesIn(inside)).toMatchObject([
			{ status: 'cancelled', reasons: ['run_cancelled'] }
		]);
		expect(await deliverDue()).toBe(0);
		expect(await runDunning(inside)).toMatchObject({ state: 'cancelled', notices: 0 });
		expect((await deliveriesIn(inside)).map(({ status }) => status)).toEqual(['cancelled']);

		setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
		expect(await runDunning(inside)).toMatchObject({ state: 'running', notices: 1 });
		expect(await deliverDue()).toBe(1);
	});

	test('pauses a run: who did, when and why is told to whoever looks at the reminders', async () => {
		const { inside } = await organisationWithDebtor();
		const { desk } = callerFor(
			deskScopeOf(await buildUser(inside, { role: 'collector', name: 'Claire Morel' }), inside)
		);
		const { runId } = await runDunning(inside);
		await desk.runs.order({ runId, kind: 'pause', note: 'Banque en retard' });
		expect(await desk.runs.waiting()).toMatchObject([
			{
				state: 'paused',
				paused: { by: 'Claire Morel', at: expect.any(Date), note: 'Banque en retard' }
			}
		]);
	});

	test('does not call back what is on the wire, and it is not said again', async () => {
		const { inside } = await organisationWithDebtor();
		const { runId } = await runDunning(inside);
		const [{ id: noticeId } = { id: '' }] = await noticesIn(inside);
		await asOwner("update delivery set status = 'claimed' where notice_id = $1", [noticeId]);
		await order(inside, runId, 'cancel');
		expect(await noticesIn(inside)).toMatchObject([{ status: 'planned' }]);
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'sent'));
		setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
		expect(await runDunning(inside)).toMatchObject({ notices: 0 });
	});

	test('also calls off what was being planned at that moment', async () => {
		const { inside } = await organisationWithDebtor();
		const { runId } = await runDunning(inside);
		await order(inside, runId, 'cancel');
		const [{ id: noticeId } = { id: '' }] = await noticesIn(inside);
		// As a chunk that commits after the order leaves it.
		await asOwner("update notice set status = 'planned', reasons = '[]' where id = $1", [noticeId]);
		expect(await claimMail(inside, noticeId)).toEqual({ send: false, reasons: ['run_cancelled'] });
		expect(await noticesIn(inside)).toMatchObject([{ status: 'cancelled' }]);
	});

	test('calls off a moment too early: what the server took all the same counts as said', async () => {
		const { inside } = await organisationWithDebtor();
		const { runId } = await runDunning(inside);
		const [{ id: noticeId } = { id: '' }] = await noticesIn(inside);
		await order(inside, runId, 'cancel');
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'unknown'));
		expect(await noticesIn(inside)).toMatchObject([{ status: 'unknown' }]);
		setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
		expect(await runDunning(inside)).toMatchObject({ notices: 0 });
	});

	test('is told when the run is not in the state of the button any more', async () => {
		const { inside } = await organisationWithDebtor();
		const { runId } = await runDunning(inside);
		await expect(order(inside, runId, 'approve')).rejects.toMatchObject({
			code: 'run_order_refused'
		});
		const twice = [order(inside, runId, 'pause'), order(inside, runId, 'pause')];
		const results = await Promise.allSettled(twice);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await watch(inside, runId)).orders).toHaveLength(1);
	});

	test('sees nothing of another organisation’s run', async () => {
		const ours = await organisationWithDebtor();
		const theirs = await organisationWithDebtor();
		const { runId } = await runDunning(theirs.inside);
		await expect(order(ours.inside, runId, 'cancel')).rejects.toMatchObject({ code: 'not_found' });
		await expect(watch(ours.inside, runId)).rejects.toMatchObject({ code: 'not_found' });
	});
});

test('progress is whole once everybody was looked at', async () => {
	const inside = await manyDebtors(3);
	const { runId } = await runDunning(inside);
	expect(await watch(inside, runId)).toMatchObject({
		state: 'running',
		isThrough: true,
		decided: 3,
		customers: 3,
		mails: { planned: 3 }
	});
});

test('the same day again writes nothing, not even when it was', async () => {
	const { inside } = await organisationWithDebtor();
	await runDunning(inside);
	const before = await unitOfWork(inside, ({ tx }) =>
		tx.select().from(run).where(eq(run.organisationId, inside.organisationId))
	);
	setClock(new Date(TEST_INSTANT.getTime() + 60_000));
	expect(await runDunning(inside)).toMatchObject({ customers: 0, notices: 0 });
	const after = await unitOfWork(inside, ({ tx }) =>
		tx.select().from(run).where(eq(run.organisationId, inside.organisationId))
	);
	expect(after).toEqual(before);
});

test('a pause given while a chunk is at work stops the run before the next one', async () => {
	const inside = await buildOrganisation();
	const [first, last] = await ownersOf(inside, CHUNK + 1);
	const opened = await unitOfWork(inside, (unit) => openRun(unit, unit.today));
	let running: Promise<unknown> | undefined;
	// Whoever holds a note of a change of the first chunk keeps it at work.
	await unitOfWork(inside, async (unit) => {
		await unit.tx
			.select()
			.from(customerChange)
			.where(eq(customerChange.customerId, first!))
			.for('update');
		running = runDunning(inside);
		await untilSomebodyWaits();
		await order(inside, opened.runId, 'pause', 'Wait');
	});
	expect(await running).toMatchObject({ state: 'paused', customers: CHUNK });
	const looked = async () => (await decisionsIn(inside)).map(({ customerId }) => customerId);
	expect(await looked()).toHaveLength(CHUNK);
	expect(await looked()).not.toContain(last);
	await order(inside, opened.runId, 'resume');
	await runDunning(inside);
	expect(await looked()).toHaveLength(CHUNK + 1);
}, 120_000);

/** Customers who owe something and have nobody to write to; the ids in their order. */
async function ownersOf(inside: SystemScope, count: number): Promise<[string, string]> {
	const { organisationId } = inside;
	await asOwner(
		`insert into customer (organisation_id, id, code, name, created_at)
		select $1, gen_random_uuid(), 'N' || n, 'N' || n, '2026-03-01' from generate_series(1, $2::int) n`,
		[organisationId, count]
	);
	await asOwner(
		`insert into invoice (organisation_id, id, customer_id, number, issued_on, due_on, currency, total_minor, created_at)
		select organisation_id, gen_random_uuid(), id, code, '2026-01-22', '2026-02-21', 'EUR', 100000, '2026-03-01'
		from customer where organisation_id = $1`,
		[organisationId]
	);
	const rows = await asOwner<{ id: string }>(
		'select id from customer where organisation_id = $1 order by id',
		[organisationId]
	);
	return [rows[0]!.id, rows.at(-1)!.id];
}

test('a finished day says that nothing waits in it, one with an unconfirmed step that something does', async () => {
	const inside = await buildOrganisation();
	await debtor(inside);
	const { runId } = await runDunning(inside);
	expect(await watch(inside, runId)).toMatchObject({ isOver: false, open: 1, toLeave: 1 });
	await deliverDue();
	const sent = { isOver: false, isThrough: true, open: 0, toLeave: 0 };
	expect(await watch(inside, runId)).toMatchObject(sent);
	const mails = (page: number) => unitOfWork(inside, (unit) => runMails(unit, runId, { page }));
	expect(await mails(9)).toMatchObject({ page: 1, pages: 1, rows: [{ status: 'sent' }] });
	setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
	expect(await watch(inside, runId)).toMatchObject({ isOver: true, open: 0 });
});

test('the plan and the run list customers in the same order, as people read names', async () => {
	const inside = await buildOrganisation();
	const names = ['Zoo', 'Élan', 'abc', 'Ábc', 'Ecole', 'École', 'zinc', 'Epi', 'O’Neil', 'Oneil'];
	for (const name of names) {
		const { customer } = await debtor(inside);
		await asOwner('update customer set name = $1 where id = $2', [name, customer.id]);
	}
	const { desk } = callerFor(deskScopeOf(await buildUser(inside, { role: 'collector' }), inside));
	const planned = (await desk.dunning.plan({})).rows.map(({ name }) => name);
	const { runId } = await runDunning(inside);
	const decided = (await desk.dunning.decisions({ runId })).rows.map(({ name }) => name);
	expect(decided).toEqual(planned);
	expect((await desk.runs.mails({ runId })).rows.map(({ name }) => name)).toEqual(planned);
	expect(planned.indexOf('Élan')).toBeLessThan(planned.indexOf('Zoo'));
});
