import { beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { warnedAbout } from '$lib/domain/disputes/absence';
import { now, setClock } from '$lib/server/clock';
import type { AppError } from '$lib/domain/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) ({ ours, other } = await buildWorld());
	await asOwner('delete from root_cause');
	// Those of the tests before.
	await asOwner(`update dispute set opened_at = '2026-02-01T09:00:00Z'`);
});

type Role = keyof Company['desk'];
const desk = (role: Role = 'collector', company = ours) => callerFor(company.desk[role]).desk;
const CAUSE = {
	stage: 'price_list',
	ownerTeam: 'sales',
	action: 'Relire les tarifs de mars',
	dueOn: '2026-03-20',
	isDone: false
} as const;

/** A case that is decided: half of what it claims. */
async function decidedCase(customer = ours.account.customer) {
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	const { id, reference } = await buildDispute(ours.inside, invoice, {
		...{ claimedMinor: 40_000n, openedAt: now() }
	});
	await desk().disputes.decide({
		...{ disputeId: id, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor: 20_000n, explanation: 'Le tarif de mars s’applique.' }
	});
	return { id, reference };
}
const set = (disputeId: string, fields: object = {}, role: Role = 'collector', company = ours) =>
	desk(role, company).causes.set({ disputeId, ...CAUSE, ...fields });
const causeOf = async (reference: string) => (await desk().disputes.page({ reference })).cause;

test('an action is somebody’s, by a day: without, it is refused beside both; what is done needs neither', async () => {
	const { id, reference } = await decidedCase();
	const nobody = { ownerTeam: undefined, dueOn: '' };
	const refused = await set(id, nobody).catch(({ cause }: { cause: AppError }) => cause);
	expect(refused).toMatchObject({
		...{ code: 'task_needs_owner', field: 'causeOwner', details: { task: CAUSE.action } },
		others: [{ code: 'task_needs_day', field: 'causeDue' }]
	});
	expect(await causeOf(reference)).toBeNull();
	await set(id, { ...nobody, action: '' });
	await set(id, { ...nobody, isDone: true });
	expect(await causeOf(reference)).toMatchObject({ action: CAUSE.action, ownerTeam: null });
});

test('a cause is noted once a case is decided, changed later, and each time is on record', async () => {
	const { id, reference } = await decidedCase();
	await set(id);
	expect(await causeOf(reference)).toMatchObject({ stage: 'price_list', ownerTeam: 'sales' });
	await set(id, { stage: 'order', ownerTeam: undefined, ownerId: ours.users.resolver.id });
	expect(await causeOf(reference)).toMatchObject({
		...{ stage: 'order', ownerName: ours.users.resolver.name, doneAt: null }
	});
	expect((await auditOf(id)).filter((action) => action === 'dispute.cause_set')).toHaveLength(2);
});

test('what is to be done is never asked for a day that is over; one that has gone by since stays', async () => {
	const { id, reference } = await decidedCase();
	await expect(set(id, { dueOn: '2026-03-01' })).rejects.toMatchObject({
		message: 'task_day_over'
	});
	expect(await causeOf(reference)).toBeNull();
	await set(id, { dueOn: '2026-03-01', isDone: true });
	await set(id, { dueOn: '2026-03-01', stage: 'order' });
	expect(await causeOf(reference)).toMatchObject({ stage: 'order', dueOn: '2026-03-01' });
});

test('written meanwhile by somebody else, it is not written over; unchanged, nothing is on record', async () => {
	const { id, reference } = await decidedCase();
	await set(id, { seen: '' });
	const { setAt } = (await causeOf(reference))!;
	setClock(new Date(TEST_INSTANT.getTime() + 60_000));
	await set(id, { action: 'Appeler le fournisseur', seen: setAt.toISOString() }, 'approver');
	for (const seen of ['', setAt.toISOString()])
		await expect(set(id, { action: 'Autre chose', seen })).rejects.toMatchObject({
			message: 'conflict'
		});
	const { setAt: since } = (await causeOf(reference))!;
	await set(id, { action: 'Appeler le fournisseur', seen: since.toISOString() });
	expect(await causeOf(reference)).toMatchObject({
		action: 'Appeler le fournisseur',
		setAt: since
	});
	expect((await auditOf(id)).filter((action) => action === 'dispute.cause_set')).toHaveLength(2);
});

test('sent twice at the same instant it is written once, and is once on record', async () => {
	const { id, reference } = await decidedCase();
	await Promise.all([set(id, { seen: '' }), set(id, { seen: '' })]);
	const rows = await asOwner('select stage from root_cause where dispute_id = $1', [id]);
	expect(rows).toEqual([{ stage: 'price_list' }]);
	expect((await auditOf(id)).filter((action) => action === 'dispute.cause_set')).toHaveLength(1);
	// Sent once more later on, the page stays as it was.
	const { setAt } = (await causeOf(reference))!;
	setClock(new Date(TEST_INSTANT.getTime() + 60_000));
	await set(id, { seen: '' });
	expect(await causeOf(reference)).toMatchObject({ setAt });
	expect((await auditOf(id)).filter((action) => action === 'dispute.cause_set')).toHaveLength(1);
});

test('not before the decision, not done without an action, not by a stranger', async () => {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100n });
	const asked = await buildDispute(ours.inside, invoice, { claimedMinor: 50n });
	await expect(set(asked.id)).rejects.toMatchObject({ message: 'cause_not_now' });
	const { id } = await decidedCase();
	await expect(set(id, { action: ' ', isDone: true })).rejects.toMatchObject({
		message: 'cause_action_required'
	});
	const theirs = { ownerTeam: undefined, ownerId: other.users.resolver.id };
	await expect(set(id, theirs)).rejects.toMatchObject({ message: 'not_found' });
	await expect(set(id, {}, 'collector', other)).rejects.toMatchObject({ message: 'not_found' });
	await expect(set(id, {}, 'resolver')).rejects.toMatchObject({ message: 'not_allowed' });
});

describe('the one who changes it says that it is done', () => {
	const his = () => ({ ownerTeam: undefined, ownerId: ours.users.resolver.id });
	const seenIn = async (reference: string, role: Role = 'resolver') => {
		const { cause } = await desk(role).disputes.page({ reference });
		return { seen: cause!.setAt.toISOString(), mayFinish: cause!.mayFinish };
	};

	test('he reads the case, is offered it there, and it is done once', async () => {
		const { id, reference } = await decidedCase();
		await set(id, his());
		const { seen, mayFinish } = await seenIn(reference);
		expect(mayFinish).toBe(true);
		setClock(new Date(TEST_INSTANT.getTime() + 60_000));
		for (let press = 0; press < 2; press++)
			await desk('resolver').causes.finish({ disputeId: id, seen });
		expect(await causeOf(reference)).toMatchObject({
			...{ doneByName: ours.users.resolver.name, doneAt: expect.any(Date), mayFinish: false }
		});
		expect((await auditOf(id)).filter((one) => one === 'dispute.action_done')).toHaveLength(1);
		// Whoever had the form open before does not undo it unawares.
		await expect(set(id, { ...his(), action: 'Autre chose', seen })).rejects.toMatchObject({
			message: 'conflict'
		});
	});

	test('so does his team, and whoever stands in for him; nobody else without the right', async () => {
		await asOwner(`update "user" set team = 'logistics' where id = $1`, [ours.users.resolver.id]);
		const { id, reference } = await decidedCase();
		await set(id, { ownerTeam: 'sales' });
		const { seen, mayFinish } = await seenIn(reference);
		expect(mayFinish).toBe(false);
		const finish = (on: string) => desk('resolver').causes.finish({ disputeId: id, seen: on });
		await expect(finish(seen)).rejects.toMatchObject({ message: 'not_allowed' });
		await set(id, { ownerTeam: 'logistics' });
		expect((await seenIn(reference)).mayFinish).toBe(true);
		await set(id, { ownerTeam: undefined, ownerId: ours.users.approver.id });
		await expect(finish((await seenIn(reference)).seen)).rejects.toMatchObject({
			message: 'not_allowed'
		});
		const away = {
			...{ userId: ours.users.approver.id, substituteId: ours.users.resolver.id },
			...{ fromOn: localDate('2026-03-01'), untilOn: localDate('2026-03-20') }
		};
		await desk('admin').absences.enter({ ...away, warned: warnedAbout(away) });
		const now = await seenIn(reference);
		expect(now.mayFinish).toBe(true);
		await finish(now.seen);
		expect(await causeOf(reference)).toMatchObject({ doneByName: ours.users.resolver.name });
		await asOwner('delete from absence');
	});

	test('not another action than he read, none where there is none, not of another house', async () => {
		const { id, reference } = await decidedCase();
		await set(id, his());
		const { seen } = await seenIn(reference);
		setClock(new Date(TEST_INSTANT.getTime() + 60_000));
		await set(id, { ...his(), action: 'Appeler le fournisseur' });
		await expect(desk('resolver').causes.finish({ disputeId: id, seen })).rejects.toMatchObject({
			message: 'conflict'
		});
		await expect(
			desk('resolver', other).causes.finish({ disputeId: id, seen })
		).rejects.toMatchObject({ message: 'not_found' });
		const bare = await decidedCase();
		await expect(
			desk('collector').causes.finish({ disputeId: bare.id, seen: '' })
		).rejects.toMatchObject({ message: 'not_found' });
		expect((await seenIn(reference, 'executive')).mayFinish).toBe(false);
	});
});

test('what comes after the action counts, unless it came from elsewhere or was no dispute', async () => {
	const first = await decidedCase();
	await set(first.id, { isDone: true });
	expect((await causeOf(first.reference))!.again).toMatchObject({ count: 0 });
	setClock(new Date(TEST_INSTANT.getTime() + 3 * 24 * 3_600_000));
	await set(first.id, { isDone: true });
	const same = await decidedCase();
	const elsewhere = await decidedCase();
	await set(elsewhere.id, { stage: 'delivery' });
	const none = await decidedCase();
	await desk().disputes.reopen({ disputeId: none.id, note: 'Vu.' });
	await desk().disputes.close({ disputeId: none.id, to: 'not_a_dispute', note: 'Vu.' });
	expect((await causeOf(first.reference))!.again).toEqual({
		...{ count: 1, sameCustomer: 1, references: [same.reference] }
	});
});

test('the page sums by stage and reason what was claimed, given and came again, of one’s own house', async () => {
	const cases = [await decidedCase(), await decidedCase()];
	for (const { id } of cases) await set(id, { isDone: true });
	setClock(new Date(TEST_INSTANT.getTime() + 3 * 24 * 3_600_000));
	await decidedCase();
	const [row, ...more] = await desk('executive').causes.list();
	expect(more).toEqual([]);
	expect(row).toMatchObject({
		...{ stage: 'price_list', open: 2, closed: 0, again: 1, againSame: 1 },
		claimed: { minor: 80_000n, currency: 'EUR' },
		accepted: { minor: 40_000n, currency: 'EUR' }
	});
	expect(await desk('executive', other).causes.list()).toEqual([]);
});

test('the queue is narrowed by the stage of the cause', async () => {
	const { id, reference } = await decidedCase();
	await set(id, { stage: 'master_data' });
	const { rows } = await desk().disputes.queue({ view: 'close', stage: 'master_data' });
	expect(rows.map((row) => row.reference)).toEqual([reference]);
	expect((await desk().disputes.queue({ view: 'close', stage: 'payment' })).rows).toEqual([]);
});
