import { beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { customersWithOpenInvoices } from '$lib/server/invoices/dunning-facts';
import { fromJson } from '$lib/server/dunning/decision-json';
import { runChunk } from '$lib/server/dunning/run-chunk';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { planDunning } from '$lib/server/dunning/plan-dunning';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildOrganisation, buildPayment } from '../../support/factories';
import { day, debtor, decisionsIn, deliveriesIn, noticesIn, organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const reasonsIn = async (inside: SystemScope) =>
	(await decisionsIn(inside)).flatMap(({ detail }) =>
		fromJson(detail).reasons.map(({ code }) => code)
	);

describe('a run', () => {
	test('a hundred times the same day plans one notice and one mail, and remembers that it did', async () => {
		const { inside, customer, contact } = await organisationWithDebtor();
		const summaries = [];
		for (let i = 0; i < 100; i++) summaries.push(await runDunning(inside));
		expect(summaries.map(({ notices }) => notices).reduce((a, b) => a + b)).toBe(1);
		expect(new Set(summaries.map(({ runId }) => runId)).size).toBe(1);
		const notices = await noticesIn(inside);
		expect(notices).toMatchObject([
			{ customerId: customer.id, stepKey: 'reminder', status: 'planned', plannedOn: '2026-03-03' }
		]);
		expect(await deliveriesIn(inside)).toMatchObject([
			{
				noticeId: notices[0]!.id,
				mail: 'dunning-notice',
				toEmail: contact.email,
				status: 'planned'
			}
		]);
		expect(await decisionsIn(inside)).toMatchObject([{ outcome: 'send', stepKey: 'reminder' }]);
	}, 120_000);

	test('in several processes at once plans each notice once', async () => {
		const inside = await buildOrganisation();
		for (let i = 0; i < 5; i++) await debtor(inside);
		await Promise.all(Array.from({ length: 6 }, () => runDunning(inside)));
		const { busy } = await runDunning(inside);
		expect(busy).toBe(false);
		expect(await noticesIn(inside)).toHaveLength(5);
		expect(await deliveriesIn(inside)).toHaveLength(5);
	});

	test('does not owe that to its lock: the key of a notice is enough', async () => {
		const { inside, customer } = await organisationWithDebtor();
		const { runId, on } = await runDunning(inside, { on: day('2026-01-05') });
		const chunk = () =>
			unitOfWork(inside, (unit) => runChunk(unit, { runId, on: unit.today }, [customer.id]));
		await Promise.all(Array.from({ length: 6 }, chunk));
		expect(on).toBe('2026-01-05');
		expect((await noticesIn(inside)).map(({ stepKey }) => stepKey)).toEqual(['reminder']);
		expect(await deliveriesIn(inside)).toHaveLength(1);
	});

	test('that dies in the middle leaves whole chunks only, and the next one does the rest', async () => {
		const inside = await buildOrganisation();
		const first = await debtor(inside);
		const second = await debtor(inside);
		const { runId } = await runDunning(inside, { on: day('2026-01-05') });
		await unitOfWork(inside, (unit) =>
			runChunk(unit, { runId, on: unit.today }, [first.customer.id])
		);
		const killed = unitOfWork(inside, async (unit) => {
			await runChunk(unit, { runId, on: unit.today }, [second.customer.id]);
			throw new Error('the machine stopped');
		});
		await expect(killed).rejects.toThrow('the machine stopped');
		expect((await noticesIn(inside)).map(({ customerId }) => customerId)).toEqual([
			first.customer.id
		]);
		expect(await deliveriesIn(inside)).toHaveLength(1);
		await runDunning(inside);
		expect((await noticesIn(inside)).map(({ customerId }) => customerId).sort()).toEqual(
			[first.customer.id, second.customer.id].sort()
		);
		expect(await deliveriesIn(inside)).toHaveLength(2);
	});

	test('touches nobody of another organisation', async () => {
		const ours = await organisationWithDebtor();
		const theirs = await organisationWithDebtor();
		await runDunning(ours.inside);
		expect(await noticesIn(ours.inside)).toHaveLength(1);
		expect(await noticesIn(theirs.inside)).toEqual([]);
		expect(await decisionsIn(theirs.inside)).toEqual([]);
	});

	test('asks a person for a call, with no mail', async () => {
		const { inside } = await organisationWithDebtor({ dueOn: day('2026-02-09') });
		await runDunning(inside);
		expect(await noticesIn(inside)).toMatchObject([
			{ stepKey: 'call', channel: 'call', status: 'to_confirm' }
		]);
		expect(await deliveriesIn(inside)).toEqual([]);
	});

	test('outside the hours decides again later instead of sending', async () => {
		const { inside } = await organisationWithDebtor();
		setClock(new Date('2026-03-03T05:00:00Z'));
		await runDunning(inside);
		expect(await noticesIn(inside)).toEqual([]);
		expect(await reasonsIn(inside)).toEqual([
			'outside_window',
			'too_late_for_step',
			'too_late_for_step'
		]);
		setClock(TEST_INSTANT);
		await runDunning(inside);
		expect(await noticesIn(inside)).toHaveLength(1);
		expect(await decisionsIn(inside)).toMatchObject([{ outcome: 'send' }]);
	});

	test('says of a partly disputed invoice what is chased and what is not', async () => {
		const { inside, invoice } = await organisationWithDebtor();
		await buildDispute(inside, invoice, { claimedMinor: 20_000n });
		await runDunning(inside);
		expect((await decisionsIn(inside))[0]!.detail).toMatchObject({
			outcome: 'send',
			collectible: [{ minor: '80000', currency: 'EUR' }],
			disputed: [{ minor: '20000', currency: 'EUR' }]
		});
		expect(await reasonsIn(inside)).toContain('partly_disputed');
	});

	test('calls off a call that nobody made once the invoice is paid', async () => {
		const { inside, invoice } = await organisationWithDebtor({ dueOn: day('2026-02-09') });
		await runDunning(inside);
		await buildPayment(inside, invoice);
		await runDunning(inside);
		expect(await noticesIn(inside)).toMatchObject([{ status: 'cancelled', reasons: ['settled'] }]);
	});
});

describe('a plan', () => {
	test('is what the run would do, and writes nothing', async () => {
		const { inside, customer } = await organisationWithDebtor();
		const planned = await unitOfWork(inside, (unit) => planDunning(unit));
		expect(
			planned.map(({ decision }) => [decision.customerId, decision.outcome, decision.step?.key])
		).toEqual([[customer.id, 'send', 'reminder']]);
		expect(await noticesIn(inside)).toEqual([]);
		expect(await decisionsIn(inside)).toEqual([]);
		expect(await unitOfWork(inside, customersWithOpenInvoices)).toEqual([customer.id]);
	});

	test('of another day answers for that day', async () => {
		const { inside } = await organisationWithDebtor();
		const [planned] = await unitOfWork(inside, (unit) =>
			planDunning(unit, { today: day('2026-03-13') })
		);
		expect(planned!.decision).toMatchObject({ outcome: 'task', step: { key: 'call' } });
	});
});
