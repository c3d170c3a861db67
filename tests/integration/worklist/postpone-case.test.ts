import { beforeAll, beforeEach, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, type DisputeRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let mine: DisputeRow;
let over: DisputeRow;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	over = await buildDispute(ours.inside, ours.neighbour.overdue, { status: 'resolved' });
});
beforeEach(async () => {
	setClock(new Date('2026-03-02T09:00:00Z'));
	await asOwner('delete from postponed_work');
	mine = await buildDispute(ours.inside, ours.account.overdue, {
		...{ openedOn: '2026-03-02' as never, answerDueOn: '2026-03-06' as never },
		collectorId: ours.users.collector.id
	});
	await desk().disputes.move({ disputeId: mine.id, to: 'in_progress', note: '' });
});

const desk = (who: keyof Company['desk'] = 'collector', of = ours) => callerFor(of.desk[who]).desk;
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((e: unknown) => e)).code;
const inDay = async () =>
	(await desk().worklist.day({})).rows.some(({ reference }) => reference === mine.reference);
const postponed = (who: keyof Company['desk'] = 'collector', of = ours) =>
	desk(who, of).worklist.postponed({ disputeIds: [mine.id, over.id] });
const at = (day: string) => setClock(new Date(`${day}T09:00:00Z`));

test('a case of the day leaves it until its day, and the queue says so to whoever put it off', async () => {
	at('2026-03-05');
	expect(await inDay()).toBe(true);
	await desk().worklist.postponeCase({
		...{ disputeId: mine.id, untilOn: '2026-03-06', reason: 'Photos demandées' }
	});
	expect(await inDay()).toBe(false);
	expect(await postponed()).toMatchObject([
		{ disputeId: mine.id, untilOn: '2026-03-06', reason: 'Photos demandées' }
	]);
	expect(await auditOf(ours.users.collector.id)).toContain('work.postponed');
	at('2026-03-06');
	expect(await inDay()).toBe(true);
	expect(await postponed()).toEqual([]);
});

test('one that is not in his day yet stays out of it when its day comes near', async () => {
	expect(await inDay()).toBe(false);
	await desk().worklist.postponeCase({ disputeId: mine.id, untilOn: '2026-03-06' });
	at('2026-03-05');
	expect(await inDay()).toBe(false);
	expect(await postponed()).toMatchObject([{ untilOn: '2026-03-06' }]);
});

test('anything new brings it back: a step, words of the customer, a day that is over', async () => {
	await desk().worklist.postponeCase({ disputeId: mine.id, untilOn: '2026-03-20' });
	expect(await postponed()).toHaveLength(1);
	await desk().disputes.move({ disputeId: mine.id, to: 'waiting_third_party', note: '' });
	expect(await postponed()).toEqual([]);
	await desk().worklist.postponeCase({ disputeId: mine.id, untilOn: '2026-03-20' });
	at('2026-03-10');
	expect(await postponed()).toEqual([]);
	expect(await inDay()).toBe(true);
});

test('it is his own: colleagues and another organisation keep theirs, and see nothing of it', async () => {
	await desk().worklist.postponeCase({ disputeId: mine.id, untilOn: '2026-03-06' });
	expect(await postponed('admin')).toEqual([]);
	expect(await postponed('collector', other)).toEqual([]);
	const theirs = desk('collector', other).worklist;
	expect(await refusal(theirs.postponeCase({ disputeId: mine.id }))).toBe('not_found');
	const [one] = await postponed();
	await desk('admin').worklist.resume({ key: one!.key });
	expect(await postponed()).toHaveLength(1);
	await desk().worklist.resume({ key: one!.key });
	expect(await postponed()).toEqual([]);
});

test('many at once: each answers by itself; a day that is none is refused before any', async () => {
	const disputeIds = [mine.id, over.id, other.account.dispute.id];
	for (const untilOn of ['2026-03-02', '2026-05-30'])
		expect(await refusal(desk().worklist.postponeCases({ disputeIds, untilOn }))).toBe(
			'date_invalid'
		);
	const done = await desk().worklist.postponeCases({ disputeIds, untilOn: '2026-03-06' });
	expect(done.worked).toEqual([mine.reference]);
	expect(done.refused).toMatchObject([
		{ reference: over.reference, code: 'postpone_over' },
		{ reference: null, code: 'not_found' }
	]);
	expect(await postponed()).toHaveLength(1);
});
