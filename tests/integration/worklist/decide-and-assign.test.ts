import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { actWords, whyWords } from '$lib/components/worklist/why-words';
import { unitOfWork } from '$lib/server/db/client';
import { answerDispute } from '$lib/server/disputes/answer-dispute';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildInvoice,
	buildResolverLink,
	buildUser,
	type DisputeRow
} from '../../support/factories';
import { callerFor, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { putInStatus, statusOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const rows = async (role: keyof Company['desk'] = 'collector', company = ours) =>
	(await callerFor(company.desk[role]).desk.worklist.day({})).rows;
const about = async (of: DisputeRow, ...who: Parameters<typeof rows>) =>
	(await rows(...who))
		.filter(({ reference }) => reference === of.reference)
		.map(({ kind, what, on, section, href }) => ({ kind, what, on, section, href }));

const farCase = (fields: Partial<DisputeRow> = {}) =>
	buildDispute(ours.inside, ours.account.overdue, {
		...{ answerDueOn: localDate('2026-05-29'), claimedMinor: 40_000n },
		...{ collectorId: ours.users.collector.id, ...fields }
	});

async function answered(
	of: DisputeRow,
	verdict: 'customer_right' | 'need_information' | 'not_for_me',
	status: DisputeRow['status'] = 'assigned'
) {
	const assignment = await buildAssignment(ours.inside, of);
	await putInStatus(of.id, status);
	const resolver = await resolverScopeOf(await buildResolverLink(ours.inside, assignment));
	await unitOfWork(resolver, (unit) =>
		answerDispute(unit, of.id, {
			...{ verdict, explanation: '', handOver: 'Quel tarif ?', signedName: 'Karim Benali' },
			...{ idempotencyKey: uuidv7(), asks: 'house', colleague: 'Paul' }
		})
	);
}

test('what a resolver answered is to be decided by whoever looks after the case, however far its day is', async () => {
	const one = await farCase();
	await answered(one, 'customer_right');
	expect(await about(one)).toEqual([
		{
			...{ kind: 'decide', what: 'Karim Benali', on: '2026-03-03', section: 'soon' },
			href: `/disputes/${one.reference}`
		}
	]);
	for (const role of ['admin', 'resolver', 'executive'] as const)
		expect(await about(one, role)).toEqual([]);
	expect((await rows('collector', other)).filter(({ kind }) => kind === 'decide')).toEqual([]);
	await callerFor(ours.desk.collector).desk.disputes.decide({
		...{ disputeId: one.id, verdict: 'partly_valid', outcome: 'credit_partial' },
		...{ acceptedMinor: 30_000n, explanation: 'Le tarif de mars s’applique.' }
	});
	expect((await about(one)).map(({ kind }) => kind)).not.toContain('decide');
});

test('near its day, or past it, what was answered is still to be decided, and says how near', async () => {
	for (const [day, section] of [
		['2026-03-03', 'today'],
		['2026-03-02', 'late']
	] as const) {
		const near = await farCase({ answerDueOn: localDate(day) });
		await answered(near, 'customer_right');
		expect(await about(near)).toMatchObject([{ kind: 'decide', what: 'Karim Benali', section }]);
	}
});

test('who asks back, is asked anew, or answered before the case was opened again leaves nothing to decide', async () => {
	const back = await farCase();
	await answered(back, 'need_information');
	expect(await about(back)).toEqual([]);
	const anew = await farCase();
	await answered(anew, 'customer_right');
	expect((await about(anew)).map(({ kind }) => kind)).toEqual(['decide']);
	await callerFor(ours.desk.collector).desk.disputes.assign({
		...{ disputeId: anew.id, userId: ours.users.resolver.id, question: 'Et le transport ?' }
	});
	expect(await about(anew)).toEqual([]);
	const reopened = await farCase();
	await answered(reopened, 'customer_right');
	await asOwner(
		`insert into dispute_transition (organisation_id, id, customer_id, dispute_id, from_status, to_status, at, on_day, by_kind, by_name)
		 select organisation_id, gen_random_uuid(), customer_id, id, 'in_progress', 'decided', now() + interval '20 years', '2046-03-03', 'staff', 'Test' from dispute where id = $1`,
		[reopened.id]
	);
	expect(await about(reopened)).toEqual([]);
});

test('what is not for whoever was asked is to be assigned again, in the list as in the day', async () => {
	const one = await farCase();
	await answered(one, 'not_for_me');
	expect(await about(one)).toMatchObject([
		{ kind: 'assign', what: 'Karim Benali', on: '2026-03-03', section: 'soon' }
	]);
	const { desk } = callerFor(ours.desk.collector);
	const [row] = (await rows()).filter(({ reference }) => reference === one.reference);
	expect(whyWords(row!, (key) => key)).toContain('pas pour Karim Benali');
	const isIn = async (view: 'triage' | 'decide') =>
		(await desk.queue.page({ view })).queue.rows.some(({ id }) => id === one.id);
	expect([await isIn('triage'), await isIn('decide')]).toEqual([true, false]);
	await desk.disputes.assign({
		...{ disputeId: one.id, userId: ours.users.resolver.id, question: '' }
	});
	expect([await about(one), await isIn('triage')]).toEqual([[], false]);
});

test('handed back while somebody outside is awaited, it is to be assigned all the same', async () => {
	const one = await farCase();
	await answered(one, 'not_for_me', 'waiting_third_party');
	expect(await statusOf(one.id)).toBe('assigned');
	expect(await about(one)).toMatchObject([{ kind: 'assign', what: 'Karim Benali' }]);
});

test('where whoever was asked left, the day, the list and the page say that it is to be assigned', async () => {
	const { desk } = callerFor(ours.desk.collector);
	const left = await buildUser(ours.inside, { role: 'resolver' });
	await callerFor(ours.desk.admin).desk.users.disable({ userId: left.id });
	for (const status of ['assigned', 'in_progress', 'waiting_third_party'] as const) {
		const one = await farCase();
		await buildAssignment(ours.inside, one, { userId: left.id, resolverEmail: left.email });
		await putInStatus(one.id, status);
		const rowIn = async (view: 'triage' | 'decide' | 'open') =>
			(await desk.queue.page({ view })).queue.rows.find(({ id }) => id === one.id);
		expect((await about(one)).map(({ kind }) => kind)).toEqual(['assign']);
		expect(await rowIn('triage')).toMatchObject({ isToAssign: true });
		expect(await rowIn('open')).toMatchObject({ isToAssign: true });
		expect(await rowIn('decide')).toBeUndefined();
		expect(await desk.disputes.page({ reference: one.reference })).toMatchObject({
			...{ isToAssign: true, assignment: { hasLeft: true } }
		});
	}
});

test('opened again, its row says what its page says', async () => {
	const { desk } = callerFor(ours.desk.collector);
	const one = await farCase({ status: 'in_progress' });
	const said = async () => [
		(await desk.queue.page({ view: 'open' })).queue.rows.find(({ id }) => id === one.id)!
			.isToAssign,
		(await desk.disputes.page({ reference: one.reference })).isToAssign
	];
	expect(await said()).toEqual([false, false]);
	await desk.disputes.close({ disputeId: one.id, to: 'not_a_dispute', note: 'Vu au téléphone.' });
	await desk.disputes.reopen({ disputeId: one.id, note: 'Le client conteste encore.' });
	expect(await said()).toEqual([true, true]);
});

test('near its day, or past it, what was handed back is still to be assigned, and says how near', async () => {
	const seen = async (of: DisputeRow) =>
		(await rows())
			.filter(({ reference }) => reference === of.reference)
			.map((row) => [row.kind, row.on, row.daysLeft, actWords(row), whyWords(row, (key) => key)]);
	for (const [day, daysLeft] of [
		['2026-03-04', 1],
		['2026-03-02', -1]
	] as const) {
		const near = await farCase({ answerDueOn: localDate(day) });
		await answered(near, 'not_for_me');
		const why = expect.stringContaining('pas pour Karim');
		expect(await seen(near)).toEqual([['assign', '2026-03-03', daysLeft, 'Affecter', why]]);
	}
});

test('a new case is to be assigned by whoever looks after it; nobody’s by whoever may assign', async () => {
	const his = await farCase({ status: 'submitted' });
	expect(await about(his)).toMatchObject([
		{ kind: 'assign', on: his.openedOn, href: `/disputes/${his.reference}` }
	]);
	expect(await about(his, 'admin')).toEqual([]);
	await asOwner('update customer set collector_id = null where id = $1', [
		ours.account.customer.id
	]);
	const nobodys = await farCase({ status: 'submitted', collectorId: null });
	for (const role of ['collector', 'admin'] as const)
		expect(await about(nobodys, role)).toMatchObject([{ kind: 'assign' }]);
	for (const role of ['approver', 'resolver', 'executive'] as const)
		expect(await about(nobodys, role)).toEqual([]);
});

test('grown since it was answered, the row and the page say so: nobody was asked about the rest', async () => {
	const [one, two] = [await farCase(), await farCase()];
	const other = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 900_000n });
	const more = await buildDispute(ours.inside, other, {
		...{ answerDueOn: localDate('2026-05-29'), claimedMinor: 900_000n, status: 'in_progress' }
	});
	await answered(one, 'customer_right');
	await answered(two, 'customer_right');
	const { disputes, worklist } = callerFor(ours.desk.collector).desk;
	const told = async ({ reference }: DisputeRow) => {
		const row = (await worklist.day({})).rows.find((each) => each.reference === reference)!;
		return [
			row.hasGrown,
			(await disputes.page({ reference })).assignment!.hasGrown,
			whyWords(row, (key) => key)
		];
	};
	expect(await told(one)).toMatchObject([false, false, expect.stringContaining('reste à décider')]);
	const plan = await disputes.mergePlan({ reference: one.reference, from: more.reference });
	await disputes.merge({
		...{ reference: one.reference, from: more.reference, note: '', counted: 'besides' },
		...{ seen: plan.from.version, seenInto: plan.into.version }
	});
	expect(await told(one)).toMatchObject([true, true, expect.stringContaining('a grandi depuis')]);
	expect(await told(two)).toMatchObject([false, false, expect.anything()]);
});

const everyday = async (of: DisputeRow) => {
	const days: Partial<Record<keyof Company['desk'], string[]>> = {};
	for (const role of ['collector', 'resolver', 'approver', 'admin'] as const)
		days[role] = (await about(of, role)).map(({ kind }) => kind);
	return days;
};

test('where whoever looks after it may not take the step, it is for who collects: a case is in somebody’s day', async () => {
	const { approver, resolver } = ours.users;
	const NOBODY = { resolver: [], approver: [], admin: [] };
	for (const collectorId of [approver.id, resolver.id]) {
		const fresh = await farCase({ status: 'submitted', collectorId });
		expect(await everyday(fresh)).toEqual({ ...NOBODY, collector: ['assign'] });
	}
	const ofResolver = await farCase({ collectorId: resolver.id });
	await answered(ofResolver, 'customer_right');
	expect(await everyday(ofResolver)).toEqual({ ...NOBODY, collector: ['decide'] });
	const ofApprover = await farCase({ collectorId: approver.id });
	await answered(ofApprover, 'customer_right');
	expect(await everyday(ofApprover)).toMatchObject({ approver: ['decide'], collector: [] });
});

test('nor where he is away and whoever stands in for him may not', async () => {
	const [one, fresh] = [await farCase(), await farCase({ status: 'submitted' })];
	await answered(one, 'customer_right');
	await callerFor(ours.desk.admin).desk.absences.enter({
		...{ userId: ours.users.collector.id, substituteId: ours.users.resolver.id },
		...{ fromOn: localDate('2026-03-03'), untilOn: localDate('2026-03-20') }
	});
	expect(await everyday(one)).toMatchObject({
		resolver: [],
		approver: ['decide'],
		admin: ['decide']
	});
	expect(await everyday(fresh)).toMatchObject({ resolver: [], approver: [], admin: ['assign'] });
});
