import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld } from '../../support/world';

useDatabase();
let world: Awaited<ReturnType<typeof buildWorld>>;
beforeAll(async () => {
	world = await buildWorld();
});

describe('the dunning desk', () => {
	test('says what today brings a customer', async () => {
		const { ours } = world;
		const why = await callerFor(ours.desk.collector).desk.dunning.whyCustomer({
			customerId: ours.account.customer.id
		});
		expect(why).toMatchObject({
			on: '2026-03-03',
			source: 'rule',
			decision: { outcome: 'send', step: { key: 'reminder' } },
			notices: []
		});
	});

	test('lets an executive read and refuses that he runs, and refuses a resolver altogether', async () => {
		const { ours } = world;
		const reader = callerFor(ours.desk.executive).desk.dunning;
		expect(await reader.runs()).toEqual([]);
		await expect(reader.runNow()).rejects.toThrow('not_allowed');
		await expect(callerFor(ours.desk.resolver).desk.dunning.runs()).rejects.toThrow('not_allowed');
		await expect(callerFor(null).desk.dunning.runNow()).rejects.toThrow('not_signed_in');
	});

	test('plans, runs and explains for its own organisation only', async () => {
		const { ours, other } = world;
		const { dunning } = callerFor(ours.desk.collector).desk;
		const plan = await dunning.plan({});
		expect(plan.outcomes).toEqual({ send: 2, confirm: 0, task: 0, nothing: 0 });
		expect(plan.rows.map(({ name }) => name)).toEqual(['Customer m1', 'Customer m2']);
		expect(plan.toLeave).toBe(2);
		expect((await dunning.plan({ reason: 'partly_disputed' })).total).toBe(2);
		expect((await dunning.plan({ reason: 'no_contact' })).total).toBe(0);

		const summary = await dunning.runNow();
		expect(summary).toMatchObject({ customers: 2, notices: 2 });
		const [run] = await dunning.runs();
		expect(run).toMatchObject({
			on: '2026-03-03',
			startedBy: 'collector m',
			outcomes: { send: 2 }
		});
		const { rows } = await dunning.decisions({ runId: run!.runId, outcome: 'send' });
		expect(rows.map(({ code, notice }) => [code, notice?.status])).toEqual([
			['M1', 'planned'],
			['M2', 'planned']
		]);

		const theirs = callerFor(other.desk.collector).desk.dunning;
		expect(await theirs.runs()).toEqual([]);
		await expect(theirs.run({ runId: run!.runId })).rejects.toThrow('not_found');
		await expect(theirs.notice({ noticeId: rows[0]!.notice!.noticeId })).rejects.toThrow(
			'not_found'
		);
		await expect(theirs.whyCustomer({ customerId: ours.account.customer.id })).rejects.toThrow(
			'not_found'
		);
	});
});
