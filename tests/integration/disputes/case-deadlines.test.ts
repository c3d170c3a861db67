import { beforeAll, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { keepPromisedDays } from '$lib/server/disputes/keep-promised-days';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, type DisputeRow } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, putInStatus } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let mine: DisputeRow;
let theirs: DisputeRow;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
beforeEach(async () => {
	// 2026-03-02 was a Monday; price_unit is answered within four working days.
	setClock(new Date('2026-03-02T09:00:00Z'));
	mine = await opened(ours);
	theirs = await opened(other);
});

const opened = (of: Company) =>
	buildDispute(of.inside, of.account.overdue, {
		...{ openedOn: '2026-03-02' as never, answerDueOn: '2026-03-06' as never },
		collectorId: of.users.collector.id
	});
const at = (day: string) => setClock(new Date(`${day}T09:00:00Z`));
const desk = (of: Company = ours) => callerFor(of.desk.collector).desk;
const queue = async (filter: Record<string, string>, of: Company = ours) =>
	(await desk(of).disputes.queue(filter)).rows.map(({ reference }) => reference);
const page = (of: Company = ours, one = mine) =>
	desk(of).disputes.page({ reference: one.reference });
const stages = async () =>
	(await page()).deadlines.rows.map(({ stage, dueOn, standing }) => [stage, dueOn, standing]);
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((e: unknown) => e));

test('a breach is found before it happens and after it, worked out at once or kept by the engine', async () => {
	at('2026-03-02');
	const over = await opened(ours);
	await keepPromisedDays(ours.inside);
	await desk().disputes.close({
		disputeId: over.id,
		to: 'withdrawn',
		note: 'Retiré par téléphone.'
	});
	for (const isKept of [false, true]) {
		const kept = async (day: string) => {
			at(day);
			if (isKept) await keepPromisedDays(ours.inside);
		};
		await kept('2026-03-02');
		expect(await queue({ deadline: 'risk' })).not.toContain(mine.reference);
		await kept('2026-03-03');
		expect(await queue({ deadline: 'risk' })).toContain(mine.reference);
		expect(await queue({ deadline: 'breached' })).not.toContain(mine.reference);
		await kept('2026-03-04');
		expect(await queue({ deadline: 'risk' })).not.toContain(mine.reference);
		expect(await queue({ deadline: 'breached' })).toContain(mine.reference);
		expect((await desk().disputes.queue({})).dangers.breached).toBeGreaterThan(0);
		expect(await queue({ deadline: 'breached', view: 'closed' })).not.toContain(over.reference);
		const { rows } = await desk(other).disputes.queue({ deadline: 'breached' });
		expect(rows.map(({ id }) => id)).not.toContain(mine.id);
	}
});

test('whoever takes it up ends the first and has the second ahead; his list of the day says so before it is missed', async () => {
	at('2026-03-03');
	const work = async () =>
		(await desk().worklist.day({})).rows.find(({ reference }) => reference === mine.reference);
	expect(await work()).toMatchObject({ kind: 'case', stage: 'acknowledgement', daysLeft: 0 });
	await desk().disputes.move({ disputeId: mine.id, to: 'in_progress', note: '' });
	expect(await stages()).toEqual([
		['acknowledgement', '2026-03-03', 'kept'],
		['answer', '2026-03-06', 'running']
	]);
	expect(await work()).toBeUndefined();
	at('2026-03-05');
	expect(await stages()).toContainEqual(['answer', '2026-03-06', 'risk']);
	expect(await work()).toMatchObject({ kind: 'case', stage: null, daysLeft: 1 });
	expect(await queue({ sort: 'deadline', deadline: 'risk' })).toContain(mine.reference);
});

test('an officer says it is urgent: its days are fewer from then on, it is on record, and only he may', async () => {
	at('2026-03-02');
	await desk().disputes.move({ disputeId: mine.id, to: 'in_progress', note: '' });
	const urgent = () => desk().disputes.setPriority({ disputeId: mine.id, priority: 'urgent' });
	await urgent();
	await urgent();
	expect(await stages()).toContainEqual(['answer', '2026-03-03', 'running']);
	expect((await page()).promisedOn).toBe('2026-03-06');
	expect(await queue({ priority: 'urgent' })).toEqual([mine.reference]);
	expect((await auditOf(mine.id)).filter((one) => one === 'dispute.priority_set')).toHaveLength(1);
	const resolver = callerFor(ours.desk.resolver).desk;
	const high = { disputeId: mine.id, priority: 'high' } as const;
	expect((await refusal(resolver.disputes.setPriority(high))).code).toBe('not_allowed');
	expect((await refusal(desk(other).disputes.setPriority(high))).code).toBe('not_found');
	expect((await page()).priority).toBe('urgent');
	await putInStatus(mine.id, 'resolved');
	expect((await refusal(desk().disputes.setPriority(high))).code).toBe('case_changed');
});

test('while the customer is waited for nothing is in danger, and what is left follows his reply', async () => {
	at('2026-03-02');
	await desk().disputes.move({ disputeId: mine.id, to: 'in_progress', note: '' });
	at('2026-03-03');
	await desk().disputes.post({
		...{ disputeId: mine.id, audience: 'customer', body: 'Quel bon de livraison ?' },
		...{ needsReply: true, mentions: [], files: [], idempotencyKey: uuidv7() }
	});
	at('2026-03-16');
	expect(await stages()).toContainEqual(['answer', '2026-03-19', 'paused']);
	expect(await queue({ deadline: 'breached' })).not.toContain(mine.reference);
	await desk().disputes.move({ disputeId: mine.id, to: 'in_progress', note: '' });
	expect(await stages()).toContainEqual(['answer', '2026-03-19', 'running']);
	const answer = (await page()).deadlines.rows.find(({ stage }) => stage === 'answer')!;
	expect([answer.clock.days, answer.clock.pausedDays]).toEqual([4, 9]);
});

test('the house changes its days: running cases follow, a day promised to a customer stays, others keep theirs', async () => {
	at('2026-03-02');
	const admin = callerFor(ours.desk.admin).desk;
	const before = await admin.deadlines.show();
	await keepPromisedDays(ours.inside);
	const changed = (answer: number) => ({
		...{ seen: before.seen, policy: { ...before.policy, warningPercent: 50 } },
		reasons: before.reasons.map(({ id }) => ({
			id,
			days: { acknowledgement: 0, answer, closure: 3 }
		}))
	});
	await admin.deadlines.change(changed(2));
	expect(await stages()).toEqual([
		['acknowledgement', '2026-03-02', 'risk'],
		['answer', '2026-03-04', 'running']
	]);
	expect(await queue({ deadline: 'risk' })).toContain(mine.reference);
	expect(await queue({ deadline: 'risk' }, other)).not.toContain(theirs.reference);
	expect((await refusal(admin.deadlines.change(changed(3)))).code).toBe('conflict');
	const { seen } = await admin.deadlines.show();
	await admin.deadlines.change({ ...changed(9), seen });
	expect(await stages()).toContainEqual(['answer', '2026-03-06', 'running']);
	expect(
		(await auditOf(ours.inside.organisationId)).filter(
			(one) => one === 'organisation.deadlines_changed'
		)
	).toHaveLength(2);
	const [foreign] = (await callerFor(other.desk.admin).desk.deadlines.show()).reasons;
	const now = (await admin.deadlines.show()).seen;
	const ofTheirs = {
		...changed(2),
		seen: now,
		reasons: [{ id: foreign!.id, days: foreign!.days }]
	};
	expect((await refusal(admin.deadlines.change(ofTheirs))).code).toBe('not_found');
	const nonsense = { ...changed(2), seen: now, policy: { ...before.policy, highPercent: 5 } };
	const refused = await refusal(admin.deadlines.change(nonsense));
	expect([refused.field, ...refused.others.map(({ field }) => field)]).toEqual([
		'highPercent',
		'urgentPercent'
	]);
});

test('no customer reads of it', async () => {
	await asOwner(`update dispute set priority = 'urgent' where id = $1`, [ours.account.dispute.id]);
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	const said = JSON.stringify(
		await portal.disputes.show({ reference: ours.account.dispute.reference }),
		(_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
	);
	expect(said).toContain(ours.account.dispute.reference);
	expect(said).not.toMatch(/priority|urgent|warnOn/);
});
