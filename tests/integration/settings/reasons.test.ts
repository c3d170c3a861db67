import { beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { ReasonSettings } from '$lib/domain/disputes/reason-settings';
import { unitOfWork } from '$lib/server/db/client';
import { disputesReportOf } from '$lib/server/reports/disputes';
import { setClock } from '$lib/server/clock';
import { asAppError } from '$lib/server/trpc/errors';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) ({ ours, other } = await buildWorld());
});

const reasonsOf = (company: Company) => callerFor(company.desk.admin).desk.reasons;
const listOf = (company: Company) => reasonsOf(company).list();
const idOf = async (company: Company, code: string) =>
	(await listOf(company)).find((one) => one.code === code)!.id;
const refusal = async (work: Promise<unknown>) => {
	const { code, field } = asAppError(await work.then(() => null).catch((e: unknown) => e));
	return [code, field ?? null];
};
const NEW: ReasonSettings = {
	labels: { fr: 'Emballage abîmé', en: 'Damaged packaging', de: '', es: '' },
	category: 'quality',
	claimType: 'non_trade',
	canonicalCode: 'QUALITE_ERR',
	team: 'logistics',
	deadlineDays: 3,
	asks: 'order_number',
	answerHoldDays: 9,
	holdsWholeInvoice: true,
	explanationRequired: true,
	causeRequired: true,
	procedure: '',
	suggestedTasks: { fr: 'Remplacer la marchandise', en: '', de: '', es: '' }
};
/** What a form of it sends when nothing is changed. */
async function formOf(company: Company, code: string) {
	const { id, seen, settings } = await reasonsOf(company).show({ id: await idOf(company, code) });
	const labels = { ...{ fr: '', en: '', de: '', es: '' }, ...settings.labels };
	return { ...settings, id, seen, labels } as Parameters<ReturnType<typeof reasonsOf>['change']>[0];
}
const offeredTo = async (company: Company) =>
	(await callerFor(await portalScopeOf(company.account.portalPath)).portal.disputes.form()).reasons;
const codesFor = async (company: Company) => (await offeredTo(company)).map(({ code }) => code);
const eventsAbout = (id: string) =>
	asOwner<{ action: string; data: Record<string, unknown> }>(
		`select action, data from audit_event where subject_kind = 'reason' and subject_id = $1 order by at, id`,
		[id]
	);

test('a reason is added to the own list: customers and officers are offered it, with what it asks for; another house is not', async () => {
	const theirs = await listOf(other);
	const { id, code } = await reasonsOf(ours).add(NEW);
	expect(code).toBe('damaged_packaging');
	expect((await listOf(ours)).at(-2)).toMatchObject({ id, team: 'logistics', deadlineDays: 3 });
	// What fits nothing else stays the last, for the customer too.
	expect((await listOf(ours)).at(-1)).toMatchObject({ code: 'other' });
	const read = (await offeredTo(ours)).filter(({ kind }) => kind === 'dispute');
	expect(read.map((one) => one.code).slice(-2)).toEqual([code, 'other']);
	const offered = (await offeredTo(ours)).find((one) => one.code === code);
	expect(offered).toMatchObject({
		...{ field: 'order_number', explanationRequired: true, kind: 'dispute' },
		labels: { fr: 'Emballage abîmé', de: 'Emballage abîmé' }
	});
	const forOfficers = await callerFor(ours.desk.collector).desk.settings.reasons();
	expect(forOfficers.map((one) => one.code)).toContain(code);
	expect(await listOf(other)).toEqual(theirs);
	// It opens cases, so it pauses nothing.
	expect((await reasonsOf(ours).show({ id })).settings.answerHoldDays).toBe(0);
	expect((await eventsAbout(id)).map(({ action }) => action)).toEqual(['reason.added']);
});

test('two cannot say the same; the same words in English elsewhere get a code of their own', async () => {
	expect(await refusal(reasonsOf(ours).add(NEW))).toEqual(['name_taken', 'label-fr']);
	const labels = { ...NEW.labels, fr: 'Carton percé', en: 'Damaged – packaging' };
	expect((await reasonsOf(ours).add({ ...NEW, labels })).code).toBe('damaged_packaging_2');
	const without = { ...NEW.labels, fr: '', en: '' };
	expect(await refusal(reasonsOf(ours).add({ ...NEW, labels: without }))).toEqual([
		'required',
		'label-fr'
	]);
});

describe('a change', () => {
	test('is kept with what was, and what is; the same again is none', async () => {
		const form = await formOf(ours, 'price_unit');
		const changed = { ...form, labels: { ...form.labels, fr: 'Tarif erroné' }, deadlineDays: 8 };
		await reasonsOf(ours).change(changed);
		const { settings } = await reasonsOf(ours).show({ id: form.id });
		expect(settings).toMatchObject({ deadlineDays: 8, labels: { fr: 'Tarif erroné' } });
		await reasonsOf(ours).change(await formOf(ours, 'price_unit'));
		const events = await eventsAbout(form.id);
		expect(events).toMatchObject([
			{ data: { code: 'price_unit', before: { deadlineDays: 4 }, after: { deadlineDays: 8 } } }
		]);
		expect(events[0]!.data.after).not.toHaveProperty('team');
		const theirs = await formOf(other, 'price_unit');
		expect(theirs).toMatchObject({ deadlineDays: 4, labels: { fr: 'Le prix ne correspond pas' } });
	});

	test('over the change of somebody else is refused once, and kept by whoever saw it', async () => {
		const form = await formOf(ours, 'goods_damaged');
		await reasonsOf(ours).change({ ...form, team: 'sales' });
		const mine = { ...form, deadlineDays: 9 };
		expect(await refusal(reasonsOf(ours).change(mine))).toEqual(['conflict', null]);
		const { seen } = await formOf(ours, 'goods_damaged');
		await reasonsOf(ours).change({ ...mine, seen });
		expect(await formOf(ours, 'goods_damaged')).toMatchObject({ team: 'quality', deadlineDays: 9 });
	});

	test('of what is held says first how many cases it touches: those still to be decided, of this house', async () => {
		const { id } = await formOf(ours, 'price_unit');
		const before = (await reasonsOf(ours).show({ id })).undecided;
		// Of the account and of its neighbour.
		expect(before).toBe(2);
		const { desk } = callerFor(ours.desk.approver);
		await desk.disputes.decide({
			...{ disputeId: ours.neighbour.dispute.id, verdict: 'invalid', outcome: 'no_action' },
			explanation: 'Le prix était convenu.'
		});
		expect((await reasonsOf(ours).show({ id })).undecided).toBe(1);
		const { undecided } = await reasonsOf(ours).show({ id: await idOf(ours, 'duplicate_invoice') });
		expect(undecided).toBe(0);
	});

	test('makes no dispute of an answer, whatever is sent', async () => {
		const form = await formOf(ours, 'already_paid');
		const sent = { ...form, kind: 'dispute', explanationRequired: true, answerHoldDays: 10 };
		await reasonsOf(ours).change(sent);
		const shown = await reasonsOf(ours).show({ id: form.id });
		expect(shown).toMatchObject({
			kind: 'answer',
			settings: { explanationRequired: false, answerHoldDays: 10 }
		});
		const none = { ...(await formOf(ours, 'already_paid')), answerHoldDays: 0 };
		expect(await refusal(reasonsOf(ours).change(none))).toEqual([
			'number_too_small',
			'answerHoldDays'
		]);
	});

	test('of a reason of another house finds none', async () => {
		const theirs = await formOf(other, 'price_unit');
		expect(await refusal(reasonsOf(ours).change({ ...theirs, deadlineDays: 1 }))).toEqual([
			'not_found',
			null
		]);
		expect(await formOf(other, 'price_unit')).toEqual(theirs);
	});
});

test('moved up and down, customers read them in that order; at the end nothing happens', async () => {
	const before = await codesFor(ours);
	const [first, second] = before;
	const id = await idOf(ours, second!);
	await reasonsOf(ours).move({ id, direction: 'up' });
	expect((await codesFor(ours)).slice(0, 2)).toEqual([second, first]);
	await reasonsOf(ours).move({ id, direction: 'up' });
	await reasonsOf(ours).move({ id, direction: 'down' });
	expect(await codesFor(ours)).toEqual(before);
	expect((await eventsAbout(id)).map(({ data }) => data.direction)).toEqual(['up', 'down']);
});

test('two who move at the same moment: both moves count and nobody is lost', async () => {
	const before = await codesFor(ours);
	const move = async (code: string) =>
		reasonsOf(ours).move({ id: await idOf(ours, code), direction: 'down' });
	await Promise.all([move(before[0]!), move(before[2]!)]);
	const after = await codesFor(ours);
	expect([...after].sort()).toEqual([...before].sort());
	expect(after.slice(0, 4)).toEqual([before[1], before[0], before[3], before[2]]);
});

describe('archived', () => {
	const reportCount = async (code: string) =>
		(
			await unitOfWork(ours.inside, (unit) =>
				disputesReportOf(unit, { asOf: localDate('2026-03-03'), from: localDate('2026-01-01') })
			)
		).byReason.find((one) => one.code === code)?.count;

	test('it is offered to nobody, its cases keep it and are counted; brought back it is offered again', async () => {
		const counted = await reportCount('price_unit');
		expect(counted).toBeGreaterThan(0);
		const id = await idOf(ours, 'price_unit');
		await reasonsOf(ours).archive({ id });
		await reasonsOf(ours).archive({ id });
		expect(await codesFor(ours)).not.toContain('price_unit');
		const { settings, disputes } = callerFor(ours.desk.collector).desk;
		expect((await settings.reasons()).map(({ code }) => code)).not.toContain('price_unit');
		const toFilter = await settings.everyReason();
		expect(toFilter.find(({ code }) => code === 'price_unit')).toMatchObject({ archived: true });
		const { reference } = ours.account.dispute;
		expect((await disputes.page({ reference })).reason.labels.fr).toBe('Tarif erroné');
		expect(await reportCount('price_unit')).toBe(counted);
		expect(await codesFor(other)).toContain('price_unit');
		await reasonsOf(ours).restore({ id });
		expect(await codesFor(ours)).toContain('price_unit');
		const actions = (await eventsAbout(id)).map(({ action }) => action);
		expect(actions.filter((action) => action === 'reason.archived')).toHaveLength(1);
		expect(actions.at(-1)).toBe('reason.restored');
	});

	test('it does not come back beside another one that says the same by now', async () => {
		const id = await idOf(ours, 'quantity_short');
		const { fr } = (await formOf(ours, 'quantity_short')).labels;
		await reasonsOf(ours).archive({ id });
		await reasonsOf(ours).add({ ...NEW, labels: { ...NEW.labels, fr, en: 'Fewer' } });
		expect(await refusal(reasonsOf(ours).restore({ id }))).toEqual(['name_taken', null]);
		expect(await codesFor(ours)).not.toContain('quantity_short');
	});

	test('the last one to disagree with stays', async () => {
		const disputes = (await listOf(other)).filter(({ kind }) => kind === 'dispute');
		const [last, ...rest] = disputes.map(({ id }) => id);
		for (const id of rest) await reasonsOf(other).archive({ id });
		expect(await refusal(reasonsOf(other).archive({ id: last! }))).toEqual(['reason_last', null]);
		expect((await offeredTo(other)).filter(({ kind }) => kind === 'dispute')).toHaveLength(1);
	});
});

test('nobody else than an administrator reads or changes the list', async () => {
	const id = await idOf(ours, 'other');
	for (const role of ['collector', 'approver', 'executive', 'resolver'] as const) {
		const { reasons } = callerFor(ours.desk[role]).desk;
		expect(await refusal(reasons.list())).toEqual(['not_allowed', null]);
		expect(await refusal(reasons.archive({ id }))).toEqual(['not_allowed', null]);
	}
});
