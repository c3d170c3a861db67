import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { deliverDue } from '$lib/server/delivery/deliver';
import { historyOf } from '$lib/server/dunning/history';
import { lastSpoken } from '$lib/server/dunning/last-spoken';
import { historyAsOf } from '$lib/server/dunning/past-history';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	type CustomerRow
} from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesOf } from '../delivery/outbox-world';
import { callWaiting } from '../dunning/call-world';
import { noticesIn } from '../dunning/world';

import '$lib/server/jobs/notice-hooks';

useDatabase();
let ours: Company;
let called: CustomerRow;
beforeAll(async () => {
	({ ours } = await buildWorld());
	called = await buildCustomer(ours.inside, {
		...{ code: 'CALLED', collectorId: ours.users.collector.id }
	});
	await buildInvoice(ours.inside, called, { dueOn: localDate('2026-01-15') });
});

const desk = () => callerFor(ours.desk.collector).desk;
const day = () => desk().worklist.day({});
const isInDay = async () => (await day()).rows.some(({ key }) => key === 'account:CALLED');
const note = (contact: 'we_called' | 'they_called' | null, about = called) => {
	const noteId = uuidv7();
	return desk()
		.customers.writeNote({
			...{ noteId, customerId: about.id, body: 'Simon : paie vendredi.', contact }
		})
		.then(() => noteId);
};

test('a call that is noted takes the account out of the day for its usual days; a note, or one struck out, does not', async () => {
	const before = await day();
	await note(null);
	expect(await isInDay()).toBe(true);
	const noteId = await note('we_called');
	expect(await isInDay()).toBe(false);
	expect((await day()).done).toBe(before.done + 1);
	const { notes } = await desk().customers.page({ code: 'CALLED' });
	expect(notes.rows.map(({ contact }) => contact)).toEqual(['we_called', null]);
	await desk().customers.strikeNote({ noteId });
	expect(await isInDay()).toBe(true);
	await note('they_called');
	expect(await isInDay()).toBe(false);
	setClock(new Date('2026-04-20T10:00:00Z'));
	const row = (await day()).rows.find(({ key }) => key === 'account:CALLED');
	expect(row?.lastContact).toEqual({ way: 'call', on: '2026-03-03' });
});

test('a call that is noted is the one the scenario planned: nobody rings twice', async () => {
	setClock(new Date('2026-04-20T10:00:00Z'));
	const { customer, noticeId } = await callWaiting(ours, '2026-03-30');
	const waiting = async () =>
		(await noticesIn(ours.inside, customer.id)).filter(({ status }) => status === 'to_confirm');
	await note(null, customer);
	expect(await waiting()).toMatchObject([{ id: noticeId, channel: 'call' }]);
	await note('they_called', customer);
	expect(await waiting()).toEqual([]);
	expect(await desk().calls.ofNotice({ noticeId })).toMatchObject([
		{ outcome: 'reached', note: 'Simon : paie vendredi.' }
	]);
	await runDunning(ours.inside);
	expect(await waiting()).toEqual([]);
});

test('one noted for the wrong customer and struck out takes that back: his planned call waits again, and nobody has spoken to him', async () => {
	setClock(new Date('2026-04-20T10:00:00Z'));
	const { customer, noticeId } = await callWaiting(ours, '2026-03-30');
	const spoken = () => unitOfWork(ours.inside, (unit) => lastSpoken(unit, [customer.id]));
	const waiting = async () =>
		(await noticesIn(ours.inside, customer.id)).filter(({ status }) => status === 'to_confirm');
	const known = () => unitOfWork(ours.inside, (unit) => historyOf(unit, customer.id));
	const [before] = await known();
	const noteId = await note('we_called', customer);
	expect(await spoken()).toHaveLength(1);
	setClock(new Date('2026-04-20T10:05:00Z'));
	await desk().customers.strikeNote({ noteId });
	expect(await waiting()).toMatchObject([{ id: noticeId, channel: 'call' }]);
	expect(await spoken()).toEqual([]);
	expect(await desk().calls.ofNotice({ noticeId })).toMatchObject([
		{ outcome: 'reached', struckAt: expect.any(Date) }
	]);
	expect(await known()).toEqual([before]);
	const asOf = (minute: number) =>
		unitOfWork(ours.inside, async (unit) => {
			const at = new Date(`2026-04-20T10:0${minute}:00Z`);
			const [past] = await historyAsOf(unit, [customer.id], { at, day: unit.today });
			return [past!.status, past!.counts];
		});
	expect([await asOf(2), await asOf(6)]).toEqual([
		['done', true],
		['to_confirm', false]
	]);
	setClock(new Date('2026-04-20T10:10:00Z'));
	await runDunning(ours.inside);
	expect(await waiting()).toMatchObject([{ id: noticeId }]);
	// Whoever rings him now, does so once.
	await desk().calls.record({ noticeId, outcome: 'reached' });
	expect(await waiting()).toEqual([]);
	await desk().customers.strikeNote({ noteId });
	expect(await waiting()).toEqual([]);
});

test('struck out once the scenario has gone on, it is over and no contact: what demands one is not confirmed', async () => {
	setClock(new Date('2026-04-20T10:00:00Z'));
	const { customer, noticeId } = await callWaiting(ours, '2026-03-30', {
		collectorId: ours.users.collector.id
	});
	const noteId = await note('we_called', customer);
	for (const day of ['2026-04-27', '2026-05-04', '2026-05-11']) {
		setClock(new Date(`${day}T10:00:00Z`));
		await runDunning(ours.inside);
	}
	const waiting = async () =>
		(await noticesIn(ours.inside, customer.id)).filter(({ status }) => status === 'to_confirm');
	const [formal] = await waiting();
	expect(formal).toMatchObject({ stepKey: 'formal_notice' });
	await desk().customers.strikeNote({ noteId });
	await expect(desk().dunning.confirm({ noticeId: formal!.id })).rejects.toMatchObject({
		cause: { code: 'notice_overtaken' }
	});
	const over = { noticeId, status: 'cancelled', counts: false, skipped: expect.anything() };
	const { now, then } = await unitOfWork(ours.inside, async (unit) => ({
		now: await historyOf(unit, customer.id),
		then: await historyAsOf(unit, [customer.id], { at: unit.now, day: unit.today })
	}));
	expect(now[0]).toMatchObject(over);
	expect(then).toEqual(now.map(({ waits: _waits, ...past }) => past));
	await runDunning(ours.inside);
	expect(await waiting()).toEqual([]);
	expect((await noticesIn(ours.inside, customer.id)).map(({ reasons }) => reasons)).toEqual([
		['skipped'],
		['prior_step_required']
	]);
	const { rows } = await day();
	expect(rows.map(({ key }) => key)).toContain(`account:${customer.code}`);
});

test('a call that somebody recorded for the reminder itself stays, whatever note is struck', async () => {
	setClock(new Date('2026-04-20T11:00:00Z'));
	const { customer, noticeId } = await callWaiting(ours, '2026-03-30');
	await desk().calls.record({ noticeId, outcome: 'reached' });
	const noteId = await note('we_called', customer);
	await desk().customers.strikeNote({ noteId });
	expect(await noticesIn(ours.inside, customer.id)).toMatchObject([{ status: 'done' }]);
	expect(await desk().calls.ofNotice({ noticeId })).toMatchObject([{ struckAt: null }]);
});

test('a planned call in which he promised waits for the promise, whatever is noted beside it', async () => {
	const { customer, noticeId } = await callWaiting(ours, '2026-03-30');
	await desk().calls.record({ noticeId, outcome: 'promised' });
	await note('we_called', customer);
	expect(await desk().calls.ofNotice({ noticeId })).toHaveLength(1);
	expect(await noticesIn(ours.inside, customer.id)).toMatchObject([{ status: 'to_confirm' }]);
});

test('nor does the dunning write to him on that day, or before its delay; struck out, it does', async () => {
	setClock(new Date('2026-04-21T08:00:00Z'));
	const spoken = await buildCustomer(ours.inside, { code: 'SPOKEN' });
	const contact = await buildContact(ours.inside, spoken, { email: 'spoken@x.test' });
	await buildInvoice(ours.inside, spoken, { dueOn: localDate('2026-04-10') });
	const sent = async () =>
		(await deliveriesOf(ours))
			.filter(({ toEmail }) => toEmail === contact.email)
			.map(({ status }) => status);
	const noteId = await note('we_called', spoken);
	setClock(new Date('2026-04-21T09:00:00Z'));
	await runDunning(ours.inside);
	expect(await sent()).toEqual([]);
	const { decision } = await desk().dunning.whyCustomer({ customerId: spoken.id });
	expect(decision.reasons).toContainEqual(
		expect.objectContaining({ code: 'min_contact_delay', since: '2026-04-21' })
	);
	await desk().customers.strikeNote({ noteId });
	await runDunning(ours.inside);
	expect(await sent()).toEqual(['planned']);
	// Planned, and he calls before it leaves.
	await note('they_called', spoken);
	await deliverDue();
	expect(await sent()).not.toContain('sent');
});

test('nor on that very day where no delay is kept: one word a day at most', async () => {
	const { settings } = callerFor(ours.desk.admin).desk;
	const { policy } = await settings.policy();
	await settings.changePolicy({ ...policy, minContactDelayDays: 0 });
	setClock(new Date('2026-04-27T07:00:00Z'));
	const spoken = await buildCustomer(ours.inside, { code: 'NODELAY' });
	const contact = await buildContact(ours.inside, spoken, { email: 'nodelay@x.test' });
	await buildInvoice(ours.inside, spoken, { dueOn: localDate('2026-04-14') });
	await note('we_called', spoken);
	const planned = async () =>
		(await deliveriesOf(ours)).filter(({ toEmail }) => toEmail === contact.email).length;
	setClock(new Date('2026-04-27T09:00:00Z'));
	await runDunning(ours.inside);
	expect(await planned()).toBe(0);
	setClock(new Date('2026-04-28T09:00:00Z'));
	await runDunning(ours.inside);
	expect(await planned()).toBe(1);
});

test('a call of long ago is no reminder: who was never written to is written to', async () => {
	setClock(new Date('2026-04-20T08:00:00Z'));
	const once = await buildCustomer(ours.inside, { code: 'LONGAGO' });
	const contact = await buildContact(ours.inside, once, { email: 'longago@x.test' });
	await buildInvoice(ours.inside, once, { dueOn: localDate('2025-06-30') });
	await note('they_called', once);
	setClock(new Date('2026-05-12T09:00:00Z'));
	await runDunning(ours.inside);
	const sent = (await deliveriesOf(ours)).filter(({ toEmail }) => toEmail === contact.email);
	expect(sent).toHaveLength(1);
});
