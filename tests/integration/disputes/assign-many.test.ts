import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let cases: Awaited<ReturnType<typeof buildDispute>>[];
let over: Awaited<ReturnType<typeof buildDispute>>;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	cases = [
		await buildDispute(ours.inside, ours.account.overdue),
		await buildDispute(ours.inside, ours.account.dueSoon)
	];
	over = await buildDispute(ours.inside, ours.neighbour.overdue, { status: 'resolved' });
});
const desk = (who: keyof Company['desk'] = 'collector') => callerFor(ours.desk[who]).desk;

test('each case is assigned by itself: what one refuses stops no other, and why is told', async () => {
	const theirs = other.account.dispute.id;
	const done = await desk().queue.assignMany({
		disputeIds: [cases[0]!.id, over.id, theirs, cases[1]!.id, cases[1]!.id],
		userId: ours.users.approver.id,
		question: 'Un avis ?'
	});
	expect(done.worked).toEqual(cases.map(({ reference }) => reference));
	expect(done.refused).toMatchObject([
		{ reference: over.reference, code: 'transition_not_allowed' },
		{ reference: null, code: 'not_found' }
	]);
	for (const { id } of cases) {
		expect(await statusOf(id)).toBe('assigned');
		expect(await auditOf(id)).toContain('dispute.assigned');
		expect(await mailsAbout(id)).toContainEqual(
			expect.objectContaining({ mail: 'resolver-request' })
		);
	}
	expect(await statusOf(over.id)).toBe('resolved');
});

test('sent a second time it asks nobody again', async () => {
	const before = await mailsAbout(cases[0]!.id);
	const done = await desk().queue.assignMany({
		disputeIds: cases.map(({ id }) => id),
		userId: ours.users.approver.id
	});
	expect(done.worked).toEqual([]);
	expect(done.refused.map(({ code }) => code)).toEqual(['already_asked', 'already_asked']);
	expect(await mailsAbout(cases[0]!.id)).toEqual(before);
});

test('sent twice at once it asks nobody twice', async () => {
	const fresh = [await buildDispute(ours.inside, ours.neighbour.overdue)];
	const send = () =>
		desk().queue.assignMany({
			disputeIds: fresh.map(({ id }) => id),
			userId: ours.users.approver.id
		});
	await Promise.all([send(), send()]);
	for (const { id } of fresh) {
		const asked = (await mailsAbout(id)).filter(({ mail }) => mail === 'resolver-request');
		expect(asked).toHaveLength(1);
	}
});

test('a whole list is assigned by its filter, and nothing outside it', async () => {
	const done = await desk().queue.assignMany({
		whole: { customer: 'M1', owner: ours.users.approver.id },
		userId: ours.users.admin.id
	});
	expect(done.worked.sort()).toEqual(cases.map(({ reference }) => reference).sort());
	expect(await statusOf(ours.neighbour.dispute.id)).toBe('submitted');
});

test('nothing chosen, too much chosen or no right to: refused as a whole', async () => {
	const userId = ours.users.admin.id;
	await expect(desk().queue.assignMany({ disputeIds: [], userId })).rejects.toMatchObject({
		cause: { code: 'bulk_none' }
	});
	await expect(
		desk().queue.assignMany({ whole: { q: 'nothing-like-this' }, userId })
	).rejects.toMatchObject({ cause: { code: 'bulk_none' } });
	await expect(
		desk('executive').queue.assignMany({ disputeIds: [cases[0]!.id], userId })
	).rejects.toThrow();
});
