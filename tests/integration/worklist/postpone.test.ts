import { afterEach, beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { useDatabase } from '../../support/database';
import { buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
const ROW = 'account:M1';
const worklist = (of = ours, role: keyof Company['desk'] = 'collector') =>
	callerFor(of.desk[role]).desk.worklist;
const keys = async (of = ours) => (await worklist(of).day({})).rows.map(({ key }) => key);
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: { cause?: { code?: string; field?: string } }) => error.cause?.code
	);

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	for (const { desk, account, users } of [ours, other])
		await callerFor(desk.admin).desk.customers.setOfficer({
			customerId: account.customer.id,
			userId: users.collector.id
		});
});
afterEach(async () => {
	setClock(new Date('2026-03-03T10:00:00Z'));
	await worklist().resume({ key: ROW });
});

test('a row put off is gone until tomorrow, told apart with its reason, and comes back', async () => {
	const before = await worklist().day({});
	await worklist().postpone({ key: ROW, reason: 'Comptable en réunion' });
	const after = await worklist().day({});
	expect([after.left, after.done]).toEqual([before.left - 1, before.done]);
	expect(after.putOff).toMatchObject([
		{ key: ROW, who: 'Customer m1', untilOn: '2026-03-04', reason: 'Comptable en réunion' }
	]);
	setClock(new Date('2026-03-04T10:00:00Z'));
	expect(await keys()).toContain(ROW);
	expect((await worklist().day({})).putOff).toEqual([]);
	expect(await auditOf(ours.users.collector.id)).toContain('work.postponed');
});

test('whoever changes his mind has it back at once; put off again, the last day counts', async () => {
	await worklist().postpone({ key: ROW, untilOn: '2026-03-20' });
	await worklist().postpone({ key: ROW, untilOn: '2026-03-05' });
	expect((await worklist().day({})).putOff).toMatchObject([{ untilOn: '2026-03-05' }]);
	await worklist().resume({ key: ROW });
	expect(await keys()).toContain(ROW);
});

test('what changes meanwhile brings it back before its day', async () => {
	await worklist().postpone({ key: ROW, untilOn: '2026-03-20' });
	setClock(new Date('2026-03-05T10:00:00Z'));
	expect(await keys()).not.toContain(ROW);
	await buildInvoice(ours.inside, ours.account.customer, {
		dueOn: localDate('2026-03-01'),
		totalMinor: 7_000n
	});
	expect(await keys()).toContain(ROW);
});

test('it is his own day: a colleague and another organisation keep theirs, and neither touches his', async () => {
	expect(await keys(other)).toContain('account:N1');
	await worklist().postpone({ key: ROW, untilOn: '2026-03-20' });
	expect(await keys(other)).toContain('account:N1');
	expect((await worklist(other).day({})).putOff).toEqual([]);
	expect((await worklist(ours, 'admin').day({})).putOff).toEqual([]);
	await worklist(ours, 'admin').resume({ key: ROW });
	await worklist(other).resume({ key: ROW });
	expect(await keys()).not.toContain(ROW);
	expect(await refusal(worklist(other).postpone({ key: ROW }))).toBe('not_found');
});

test('today, a past day, a day out of sight and a row that is none are refused', async () => {
	for (const untilOn of ['2026-03-03', '2026-03-02', '2026-05-03'])
		expect(await refusal(worklist().postpone({ key: ROW, untilOn }))).toBe('date_invalid');
	expect(await refusal(worklist().postpone({ key: 'account:NOBODY' }))).toBe('not_found');
	expect(await keys()).toContain(ROW);
});
