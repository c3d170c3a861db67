import { beforeEach, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildPayment, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

import '$lib/server/jobs/promise-hooks';

useDatabase('test');
let ours: Company;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	({ ours } = await buildWorld());
});

type Who = keyof Company['desk'];
const rowsOf = async (desk: Company['desk'][Who]) =>
	(await callerFor(desk).desk.worklist.day({})).rows
		.filter(({ kind, customerCode }) => customerCode === 'M1' && kind.startsWith('promise_'))
		.map(({ kind, on, amounts }) => [kind, on, amounts.map(({ minor }) => minor)]);
const rows = (who: Who) => rowsOf(ours.desk[who]);
const make = (dueOn = '2026-05-01') =>
	callerFor(ours.desk.collector).desk.promises.make({
		customerId: ours.account.customer.id,
		items: [{ invoiceId: ours.account.overdue.id, amountMinor: 100_000n }],
		...{ dueOn: localDate(dueOn), idempotencyKey: 'asked-beyond', note: '' }
	});
const LAPSED = new Date('2026-05-07T10:00:00Z');

test('paid before anybody decided, nobody decides it any more, nor talks to the customer again', async () => {
	await make();
	setClock(new Date('2026-04-01T10:00:00Z'));
	await buildPayment(ours.inside, ours.account.overdue, 60_000n);
	expect(await rows('approver')).toEqual([['promise_decide', '2026-05-01', [40_000n]]]);
	await buildPayment(ours.inside, ours.account.overdue, 40_000n);
	expect(await rows('approver')).toEqual([]);
	expect(await callerFor(ours.desk.approver).desk.promises.waiting()).toEqual([]);
	setClock(LAPSED);
	expect(await rows('collector')).toEqual([]);
});

test('nor where all of it is contested', async () => {
	await make();
	await buildDispute(ours.inside, ours.account.overdue, { status: 'in_progress' });
	expect(await rows('approver')).toEqual([]);
	setClock(LAPSED);
	expect(await rows('collector')).toEqual([]);
});

const askPlan = async () => {
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	await portal.promises.make({
		invoiceIds: [ours.account.overdue.id],
		days: [localDate('2026-03-10'), localDate('2026-05-01')],
		...{ language: 'fr', idempotencyKey: 'plan-asked', note: '' }
	});
};

test('a plan waits once, as long as it can be agreed to', async () => {
	await askPlan();
	const waiting = () => callerFor(ours.desk.approver).desk.promises.waiting();
	expect(await waiting()).toMatchObject([{ on: '2026-05-01', isByCustomer: true }]);
	setClock(new Date('2026-03-12T10:00:00Z'));
	const [one, ...others] = await waiting();
	expect(others).toEqual([]);
	await callerFor(ours.desk.approver).desk.promises.decide({
		...{ promiseId: one!.promiseId, verdict: 'approved' }
	});
	expect(await waiting()).toEqual([]);
});

test('asked for by a customer nobody looks after, it is told to whoever collects', async () => {
	await asOwner('update customer set collector_id = null', []);
	await asOwner('update "user" set default_officer = false', []);
	await askPlan();
	setClock(new Date('2026-03-13T10:00:00Z'));
	expect(await rows('collector')).toMatchObject([['promise_lapsed', '2026-03-10', [100_000n]]]);
});

test('it is his who wrote it down, not that of whoever has the same name, and of who stands in for him', async () => {
	await asOwner('update customer set collector_id = null', []);
	const { collector } = ours.users;
	const namesake = await buildUser(ours.inside, { name: collector.name, role: 'collector' });
	const standIn = await buildUser(ours.inside, { role: 'collector' });
	await make();
	setClock(LAPSED);
	expect(await rows('collector')).toMatchObject([['promise_lapsed', '2026-05-01', [100_000n]]]);
	expect(await rowsOf(deskScopeOf(namesake, ours.inside))).toEqual([]);
	expect(await rowsOf(deskScopeOf(standIn, ours.inside))).toEqual([]);
	await callerFor(ours.desk.admin).desk.absences.enter({
		...{ userId: collector.id, substituteId: standIn.id },
		...{ fromOn: localDate('2026-05-07'), untilOn: localDate('2026-05-20') }
	});
	expect(await rowsOf(deskScopeOf(standIn, ours.inside))).toHaveLength(1);
	expect(await rowsOf(deskScopeOf(namesake, ours.inside))).toEqual([]);
});
