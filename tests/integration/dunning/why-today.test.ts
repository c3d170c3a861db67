import { beforeEach, describe, expect, test } from 'vitest';
import { decisionSentence } from '$lib/i18n/decision-words';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { notice } from '$lib/server/db/schema/notices';
import { skipNotice } from '$lib/server/dunning/skip-notice';
import { planSummary } from '$lib/server/dunning/plan-summary';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { whyCustomer } from '$lib/server/dunning/why-customer';
import { load } from '../../../src/routes/(desk)/dunning/plan/+page.server';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildUser } from '../../support/factories';
import { followScenario } from '../../support/scenario';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { claimMail, day, noticesIn, organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const on = (date: string, time = '09:00') => setClock(new Date(`${date}T${time}:00Z`));
type Debtor = Awaited<ReturnType<typeof organisationWithDebtor>>;
const why = ({ inside, customer }: Debtor) =>
	unitOfWork(inside, (unit) => whyCustomer(unit, customer.id));
const sentence = ({ decision, notice }: Awaited<ReturnType<typeof why>>) =>
	decisionSentence(decision, 'en', { notice });

/** What a run asked for today has left. */
async function remind(world: Debtor): Promise<void> {
	await runDunning(world.inside);
	const [row] = await noticesIn(world.inside);
	await claimMail(world.inside, row!.id);
	await unitOfWork(world.inside, ({ tx, now, today }) =>
		tx.update(notice).set({ status: 'sent', closedAt: now, closedOn: today })
	);
}

describe('today, once it was run', () => {
	test('is what was done: the message that was sent, with its notice', async () => {
		const world = await organisationWithDebtor();
		await organisationWithDebtor();
		await remind(world);
		const answer = await why(world);
		expect(answer).toMatchObject({ source: 'run', notice: { status: 'sent', on: '2026-03-03' } });
		expect(sentence(answer)).toContain('“Reminder”: message sent on 3 Mar 2026 for €1,000.00');
		const plan = await unitOfWork(world.inside, (unit) => planSummary(unit, {}));
		expect(plan.rows).toMatchObject([
			{ decision: { outcome: 'send' }, notice: { status: 'sent', on: '2026-03-03' } }
		]);
	});

	test('is said as done when it is looked at later', async () => {
		const world = await organisationWithDebtor();
		await remind(world);
		on('2026-03-05');
		const answer = await unitOfWork(world.inside, (unit) =>
			whyCustomer(unit, world.customer.id, day('2026-03-03'))
		);
		expect(answer).toMatchObject({ source: 'run', notice: { status: 'sent' } });
		expect(sentence(answer)).toContain('“Reminder”: message sent on 3 Mar 2026');
	});

	test('is what waits for a confirmation', async () => {
		const world = await organisationWithDebtor({ dueOn: day('2026-01-29') });
		on('2026-02-09');
		await remind(world);
		on('2026-03-03');
		await runDunning(world.inside);
		const answer = await why(world);
		expect(answer.notice).toMatchObject({ status: 'to_confirm' });
		expect(sentence(answer)).toContain('“Formal notice” to be confirmed for €1,000.00');
	});

	test('is the rule again once the notice was called off, and on the day after', async () => {
		const world = await organisationWithDebtor({ dueOn: day('2026-01-29') });
		on('2026-02-09');
		await remind(world);
		on('2026-02-10');
		expect(await why(world)).toMatchObject({ source: 'rule', notice: null });
		on('2026-03-03');
		await runDunning(world.inside);
		const waits = (await noticesIn(world.inside)).find(({ status }) => status === 'to_confirm')!;
		const collector = await buildUser(world.inside, { role: 'collector' });
		await unitOfWork(deskScopeOf(collector, world.inside), (unit) =>
			skipNotice(unit, waits.id, 'Vu au téléphone')
		);
		expect(await why(world)).toMatchObject({ source: 'rule', notice: null });
	});
});

test('an invoice that fell due since was never asked for, and is not said to have been', async () => {
	const world = await organisationWithDebtor();
	await buildDispute(world.inside, world.invoice, { claimedMinor: 20_000n });
	await buildInvoice(world.inside, world.customer, { dueOn: day('2026-03-05') });
	await remind(world);
	on('2026-03-04');
	expect(sentence(await why(world))).toContain('; the other €800.00 were reminded on 3 Mar 2026');
	on('2026-03-06');
	await runDunning(world.inside);
	expect(sentence(await why(world))).toContain('; €800.00 were reminded on 3 Mar 2026');
});

test('the run of a day that is past is found by its day, by nobody else', async () => {
	const world = await organisationWithDebtor();
	const other = await organisationWithDebtor();
	await runDunning(world.inside);
	const [{ runId } = { runId: '' }] = await noticesIn(world.inside);
	const runs = async ({ inside }: Debtor) =>
		callerFor(deskScopeOf(await buildUser(inside, { role: 'collector' }), inside)).desk.runs;
	expect(await (await runs(world)).ofDay({ on: '2026-03-03' })).toBe(runId);
	expect(await (await runs(world)).ofDay({ on: '2026-03-02' })).toBeNull();
	expect(await (await runs(other)).ofDay({ on: '2026-03-03' })).toBeNull();
});

test('the plan page plans no day that is past: it leads to what was decided', async () => {
	const { inside } = await organisationWithDebtor();
	await runDunning(inside);
	const [{ runId } = { runId: '' }] = await noticesIn(inside);
	on('2026-03-05');
	const scope = deskScopeOf(await buildUser(inside, { role: 'collector' }), inside);
	const shown = (query: string) =>
		load({
			url: new URL(`http://x/dunning/plan${query}`),
			parent: async () => ({ frame: { today: day('2026-03-05'), user: { role: 'collector' } } }),
			locals: { scope, requestId: 'test' }
		} as never);
	expect(await shown('?on=2026-03-03')).toMatchObject({ on: '2026-03-03', plan: null, runId });
	expect(await shown('?on=2026-03-02')).toMatchObject({ plan: null, runId: null });
	expect(await shown('')).toMatchObject({ on: '2026-03-05', plan: { total: 1 }, runId: null });
});

test('a step that somebody skipped is no step under way: who, when and why is said, then and later', async () => {
	const world = await organisationWithDebtor();
	const officer = await buildUser(world.inside, { role: 'collector', name: 'Claire Morel' });
	await followScenario(world.inside, { automatic: false });
	await runDunning(world.inside);
	const [waiting] = await noticesIn(world.inside);
	const desk = callerFor(deskScopeOf(officer, world.inside)).desk;
	await desk.dunning.skip({ noticeId: waiting!.id, note: 'Accord commercial\nen cours' });
	const skipped =
		'the “Reminder” step about invoice ' +
		`${world.invoice.number} was skipped by Claire Morel on 3 Mar 2026: Accord commercial\nen cours`;
	expect(sentence(await why(world))).toContain(skipped);
	const { rows } = await desk.dunning.decisions({ runId: waiting!.runId });
	expect(
		decisionSentence(rows[0]!.decision, 'en', {
			notice: { ...rows[0]!.notice!, on: day('2026-03-03') }
		})
	).toBe('“Reminder” skipped by Claire Morel on 3 Mar 2026: Accord commercial\nen cours.');
	on('2026-03-04');
	await runDunning(world.inside);
	on('2026-03-06');
	const past = await unitOfWork(world.inside, (unit) =>
		whyCustomer(unit, world.customer.id, day('2026-03-04'))
	);
	expect(sentence(past)).toContain(skipped);
	expect(past.replay).toMatchObject({ isAsRecorded: true, isOtherNow: false });
});
