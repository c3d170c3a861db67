import { beforeAll, expect, test } from 'vitest';
import { asAppError } from '$lib/server/trpc/errors';
import { useDatabase } from '../../support/database';
import { buildDispute, type DisputeRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let cases: DisputeRow[];
let over: DisputeRow;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	cases = [
		await buildDispute(ours.inside, ours.account.overdue),
		await buildDispute(ours.inside, ours.account.dueSoon)
	];
	over = await buildDispute(ours.inside, ours.neighbour.overdue, { status: 'resolved' });
});
const queue = (who: keyof Company['desk'] = 'collector', of = ours) =>
	callerFor(of.desk[who]).desk.queue;
const reasonOf = async ({ reference }: DisputeRow) =>
	(await callerFor(ours.desk.collector).desk.disputes.page({ reference })).reason.labels.en;
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((e: unknown) => e)).code;

test('each case answers by itself: what one refuses stops no other, and why is told', async () => {
	const done = await queue().changeReasons({
		disputeIds: [cases[0]!.id, over.id, other.account.dispute.id, cases[1]!.id, cases[1]!.id],
		reasonCode: 'goods_damaged',
		note: 'Vu au téléphone.'
	});
	expect(done.worked).toEqual(cases.map(({ reference }) => reference));
	expect(done.refused).toMatchObject([
		{ reference: over.reference, code: 'reason_kept_decided' },
		{ reference: null, code: 'not_found' }
	]);
	for (const one of cases) {
		expect(await reasonOf(one)).toBe('The product or service is faulty');
		expect(await auditOf(one.id)).toEqual(['dispute.reason_changed']);
		const { amendments } = await callerFor(ours.desk.collector).desk.disputes.page(one);
		expect(amendments.map(({ note }) => note)).toEqual(['Vu au téléphone.']);
	}
	expect(await auditOf(other.account.dispute.id)).not.toContain('dispute.reason_changed');
});

test('sent a second time it says that they have it already', async () => {
	const done = await queue().changeReasons({
		disputeIds: cases.map(({ id }) => id),
		reasonCode: 'goods_damaged'
	});
	expect(done.worked).toEqual([]);
	expect(done.refused.map(({ code }) => code)).toEqual(['reason_same', 'reason_same']);
	for (const { id } of cases) expect(await auditOf(id)).toHaveLength(1);
});

test('a whole list has it by its filter, and nothing outside it', async () => {
	const done = await queue().changeReasons({
		whole: { customer: 'M1', reason: 'goods_damaged' },
		reasonCode: 'quantity_short'
	});
	expect(done.worked.sort()).toEqual(cases.map(({ reference }) => reference).sort());
	expect(await reasonOf(ours.account.dispute as DisputeRow)).toBe(
		'The price is not what we agreed'
	);
});

test('nothing chosen, no such reason or no right to: refused', async () => {
	const disputeIds = [cases[0]!.id];
	expect(await refusal(queue().changeReasons({ reasonCode: 'goods_damaged' }))).toBe('bulk_none');
	const { refused } = await queue().changeReasons({ disputeIds, reasonCode: 'already_paid' });
	expect(refused).toMatchObject([{ code: 'reason_required' }]);
	for (const who of ['resolver', 'approver', 'executive'] as const)
		expect(await refusal(queue(who).changeReasons({ disputeIds, reasonCode: 'other' }))).toBe(
			'not_allowed'
		);
});

test('two cases of one customer lead to the page that shows them as one, the older first', async () => {
	const [first, second] = cases as [DisputeRow, DisputeRow];
	expect(await queue().pairToMerge({ disputeIds: [second.id, first.id] })).toEqual({
		...{ into: first.reference, from: second.reference }
	});
	const pair = (...disputeIds: string[]) => refusal(queue().pairToMerge({ disputeIds }));
	expect(await pair()).toBe('merge_pick_two');
	expect(await pair(first.id)).toBe('merge_pick_two');
	expect(await pair(first.id, second.id, over.id)).toBe('merge_pick_two');
	expect(await pair(first.id, over.id)).toBe('merge_other_customer');
	expect(await pair(first.id, other.account.dispute.id)).toBe('merge_pick_two');
	expect(await refusal(queue('resolver').pairToMerge({ disputeIds: [first.id, second.id] }))).toBe(
		'not_allowed'
	);
});
