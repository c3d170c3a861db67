import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { run } from '$lib/server/db/schema/runs';
import { deliverDue } from '$lib/server/delivery/deliver';
import { openRun } from '$lib/server/dunning/open-run';
import { orderRun } from '$lib/server/dunning/order-run';
import { runChunk } from '$lib/server/dunning/run-chunk';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { waitingRuns, watchRun } from '$lib/server/dunning/run-queries';
import '$lib/server/jobs/notice-hooks';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildOrganisation } from '../../support/factories';
import { debtor, deliveriesIn, noticesIn, organisationWithDebtor } from './world';

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
		const inside = await manyDebtors(101);
		const { runId, state, notices } = await runDunning(inside);
		expect({ state, notices }).toEqual({ state: 'stopped', notices: 101 });
		expect(await deliverDue()).toBe(0);
		expect(await statuses(inside)).toEqual(['planned']);
		expect(await unitOfWork(inside, waitingRuns)).toMatchObject([
			{ runId, state: 'stopped', mails: 101, largestDay: 0 }
		]);
		const [stop] = (await watch(inside, runId)).orders;
		expect(stop).toMatchObject({ kind: 'stop', volume: { mails: 101, largestDay: 0, limit: 100 } });

		await order(inside, runId, 'approve', 'First day');
		expect(await deliverDue(500)).toBe(101);
		expect(await statuses(inside)).toEqual(['sent']);
		expect((await runDunning(inside)).state).toBe('running');
		expect(await unitOfWork(inside, waitingRuns)).toEqual([]);
	}, 120_000);

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
