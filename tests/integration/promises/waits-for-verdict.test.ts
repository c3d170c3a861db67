import { beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf } from '../delivery/outbox-world';

import '$lib/server/jobs/promise-hooks';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

type Who = keyof Company['desk'];
const make = (who: Who, dueOn: string, idempotencyKey: string) =>
	callerFor(ours.desk[who]).desk.promises.make({
		customerId: ours.account.customer.id,
		items: [{ invoiceId: ours.account.overdue.id, amountMinor: 100_000n }],
		...{ dueOn, idempotencyKey, note: 'Il attend un règlement.' }
	} as never);
const rows = async (who: Who, company = ours) =>
	(await callerFor(company.desk[who]).desk.worklist.day({})).rows
		.filter(({ kind }) => kind === 'promise_decide' || kind === 'promise_lapsed')
		.map(({ kind, customerCode, on, what, href }) => ({ kind, customerCode, on, what, href }));
const asked = async () =>
	(await deliveriesOf(ours))
		.filter(({ mail, facts }) => mail === 'staff-alert' && isToDecide(facts))
		.map(({ toEmail }) => toEmail)
		.sort();
const isToDecide = (facts: unknown) => (facts as { event?: string }).event === 'promise_to_decide';

test('a promise beyond the limits is in the day of whoever decides, who is told once by mail', async () => {
	const { approver, admin, collector } = ours.users;
	await make('collector', '2026-05-01', 'beyond');
	await make('collector', '2026-05-01', 'beyond');
	expect(await asked()).toEqual([approver.email, admin.email].sort());
	const row = {
		...{ kind: 'promise_decide', customerCode: 'M1', on: '2026-05-01', what: collector.name },
		href: '/customers/M1#promises'
	};
	for (const who of ['approver', 'admin'] as const) expect(await rows(who)).toEqual([row]);
	for (const who of ['collector', 'resolver', 'executive'] as const)
		expect(await rows(who)).toEqual([]);
	expect(await rows('approver', other)).toEqual([]);
});

test('decided, it leaves the day; the last day to agree over and undecided, it is told to whoever wrote it down', async () => {
	// Two working days of grace: it from the first that is worked: it can be agreed to until Wednesday.
	setClock(new Date('2026-05-06T10:00:00Z'));
	expect(await rows('approver')).toMatchObject([{ kind: 'promise_decide', on: '2026-05-01' }]);
	expect(await rows('collector')).toEqual([]);
	setClock(new Date('2026-05-07T10:00:00Z'));
	expect(await rows('approver')).toEqual([]);
	expect(await rows('collector')).toMatchObject([{ kind: 'promise_lapsed', on: '2026-05-01' }]);
	const [view] = (
		await callerFor(ours.desk.collector).desk.promises.ofCustomer({
			customerId: ours.account.customer.id
		})
	).promises;
	expect(view).toMatchObject({ standing: 'to_decide', isLapsed: true });
	await callerFor(ours.desk.collector).desk.promises.withdraw({ promiseId: view!.id });
	expect(await rows('collector')).toEqual([]);
	setClock(TEST_INSTANT);
	await make('collector', '2026-05-04', 'second');
	const [waiting] = await rows('approver');
	expect(waiting).toMatchObject({ kind: 'promise_decide' });
	const [{ id }] = (await asOwner(
		`select id from promise where idempotency_key = 'second'`,
		[]
	)) as [{ id: string }];
	await callerFor(ours.desk.approver).desk.promises.decide({ promiseId: id, verdict: 'approved' });
	expect(await rows('approver')).toEqual([]);
});

test('who decides himself asks nobody but the others', async () => {
	const before = (await asked()).length;
	await make('admin', '2026-06-01', 'own');
	const added = (await asked()).length - before;
	expect(added).toBe(1);
});
