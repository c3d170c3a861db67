import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { changePolicy } from '$lib/server/settings/change-policy';
import { policySchema } from '$lib/server/settings/policy-schema';
import { organisationOf } from '$lib/server/settings/queries';
import { saveParties } from '$lib/server/customers/save-parties';
import { saveInvoices } from '$lib/server/invoices/save-invoices';
import { factsFor } from '$lib/server/dunning/facts';
import { factsAsOf } from '$lib/server/dunning/facts-as-of';
import { replayRun, replayWhole } from '$lib/server/dunning/replay-run';
import { openRun } from '$lib/server/dunning/open-run';
import { runChunk } from '$lib/server/dunning/run-chunk';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { whyCustomer } from '$lib/server/dunning/why-customer';
import { recordPayment } from '$lib/server/payments/record-payment';
import { record } from '$lib/server/audit/record';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { buildWorld } from '../../support/world';
import { debtor, day, organisationWithDebtor } from './world';
import { transitionsOf } from './transitions';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const on = (date: string, time = '09:00') => setClock(new Date(`${date}T${time}:00Z`));
type Debtor = Awaited<ReturnType<typeof organisationWithDebtor>>;
const why = ({ inside, customer }: Debtor, date: string) =>
	unitOfWork(inside, (unit) => whyCustomer(unit, customer.id, day(date)));
const backdated = ({ inside, customer, invoice }: Debtor, receivedOn: string) =>
	unitOfWork(inside, (unit) =>
		recordPayment(unit, {
			paymentId: uuidv7(),
			customerId: customer.id,
			receivedOn: day(receivedOn),
			amountMinor: invoice.totalMinor,
			currency: 'EUR',
			reference: 'VIR 42'
		})
	);

describe('a past day on which nothing was recorded', () => {
	test('says that there was no run, that nothing was owed, or that nobody looked', async () => {
		const world = await organisationWithDebtor();
		expect((await why(world, '2026-03-02')).replay).toMatchObject({ unrecorded: 'no_run' });
		await buildPayment(world.inside, world.invoice);
		await runDunning(world.inside);
		on('2026-03-05');
		expect((await why(world, '2026-03-03')).replay).toMatchObject({
			unrecorded: 'owed_nothing',
			then: null
		});
	});

	test('says that no decision of that day was kept', async () => {
		const world = await organisationWithDebtor();
		await unitOfWork(world.inside, (unit) => openRun(unit, unit.today));
		on('2026-03-05');
		expect((await why(world, '2026-03-03')).replay?.unrecorded).toBe('not_kept');
	});

	test('says that a run stopped before its turn came', async () => {
		const world = await organisationWithDebtor();
		const left = await debtor(world.inside);
		const { runId } = await unitOfWork(world.inside, (unit) => openRun(unit, unit.today));
		await unitOfWork(world.inside, (unit) =>
			runChunk(unit, { runId, on: day('2026-03-03') }, [world.customer.id])
		);
		on('2026-03-05');
		expect((await why(left, '2026-03-03')).replay).toMatchObject({
			unrecorded: 'not_looked_at',
			then: { outcome: 'send' }
		});
		expect((await why(world, '2026-03-03')).replay).toMatchObject({ unrecorded: null });
	});
});

describe('a past day of a customer', () => {
	test('shows what was recorded, and the replay comes to the same whatever happened since', async () => {
		const world = await organisationWithDebtor();
		await runDunning(world.inside);
		on('2026-03-05');
		await buildPayment(world.inside, world.invoice);
		await buildInvoice(world.inside, world.customer, { issuedOn: day('2026-03-05') });
		const { source, decision, replay } = await why(world, '2026-03-03');
		expect(source).toBe('run');
		expect(decision).toMatchObject({ outcome: 'send', step: { key: 'reminder' } });
		expect(replay).toMatchObject({ isAsRecorded: true, isOtherNow: false, late: [], undated: [] });
	});

	test('as known now counts a payment told later, as known then does not', async () => {
		const world = await organisationWithDebtor();
		await runDunning(world.inside);
		on('2026-03-09');
		await backdated(world, '2026-03-02');
		const { decision, replay } = await why(world, '2026-03-03');
		expect(decision.outcome).toBe('send');
		expect(replay).toMatchObject({
			isAsRecorded: true,
			isOtherNow: true,
			then: { outcome: 'send' },
			now: null,
			late: [
				{
					kind: 'payment',
					on: '2026-03-02',
					amount: { minor: 100_000n, currency: 'EUR' },
					reference: 'VIR 42'
				}
			]
		});
		// The day it was told, everybody knew.
		await runDunning(world.inside);
		on('2026-03-10');
		expect((await why(world, '2026-03-09')).replay).toMatchObject({
			then: null,
			isOtherNow: false
		});
	});

	test('that no run looked at is answered by the rule, at the end of that day', async () => {
		const world = await organisationWithDebtor();
		on('2026-03-04', '17:00');
		const dispute = await buildDispute(world.inside, world.invoice);
		on('2026-03-06');
		await transitionsOf(world.inside, dispute, 'withdrawn');
		const told = async (date: string) => {
			const { source, decision, replay } = await why(world, date);
			expect([source, replay!.recorded]).toEqual(['replay', null]);
			return [decision.outcome, decision.reasons.map(({ code }) => code)];
		};
		on('2026-03-20');
		expect(await told('2026-03-03')).toEqual(['send', ['too_late_for_step', 'too_late_for_step']]);
		expect(await told('2026-03-04')).toEqual(['nothing', ['disputed']]);
		expect(await told('2026-03-05')).toEqual(['nothing', ['disputed']]);
		expect(await told('2026-03-06')).toEqual(['nothing', ['quiet_period']]);
		// Before the invoice was known, nothing was owed.
		expect((await why(world, '2026-03-02')).replay).toMatchObject({ then: null });
	});

	test('knows what waited for a person, called off and planned again in one instant', async () => {
		const world = await organisationWithDebtor({ dueOn: day('2026-02-08') });
		await runDunning(world.inside);
		on('2026-03-04');
		await asOwner('update contact set removed_at = $2 where id = $1', [
			world.contact.id,
			new Date('2026-03-04T08:00:00Z')
		]);
		await buildContact(world.inside, world.customer);
		await runDunning(world.inside);
		on('2026-03-05');
		await runDunning(world.inside);
		on('2026-03-06');
		const told = async (date: string) => {
			const { decision, replay } = await why(world, date);
			const { code } = decision.reasons[0] ?? {};
			return [decision.outcome, decision.step?.key, code, replay!.isAsRecorded];
		};
		expect(await told('2026-03-04')).toEqual(['task', 'call', 'too_late_for_step', true]);
		expect(await told('2026-03-05')).toEqual(['nothing', undefined, 'already_sent', true]);
	});

	test('follows the settings of then, which the audit tells', async () => {
		const world = await organisationWithDebtor();
		await runDunning(world.inside);
		on('2026-03-04');
		await unitOfWork(world.inside, async (unit) =>
			changePolicy(unit, {
				...policySchema.parse(await organisationOf(unit)),
				minimumMinor: 500_000n,
				closures: ['2026-03-03']
			})
		);
		on('2026-03-05');
		expect((await why(world, '2026-03-03')).replay).toMatchObject({
			isAsRecorded: true,
			then: { outcome: 'send' }
		});
		expect((await why(world, '2026-03-04')).decision.reasons.map(({ code }) => code)).toContain(
			'already_sent'
		);
	});

	test('keeps the due date, the group and the role that a file has replaced since', async () => {
		const world = await organisationWithDebtor();
		const { inside, customer, contact, invoice } = world;
		await runDunning(inside);
		on('2026-03-06');
		await unitOfWork(inside, async (unit) => {
			const later = { ...invoice, dueOn: day('2026-04-30'), totalMinor: 90_000n };
			await saveInvoices(unit, { create: [], update: [later] });
			await saveParties(unit, {
				customers: { create: [], update: [{ ...customer, customerGroup: 'Export' }] },
				contacts: { create: [], update: [{ ...contact, role: 'other' }] }
			});
		});
		await unitOfWork(inside, async (unit) => {
			const look = { day: day('2026-03-03'), hours: false };
			const [then] = await factsAsOf(unit, [customer.id], { ...look, at: unit.now });
			const [before] = await factsAsOf(unit, [customer.id], {
				...look,
				at: new Date('2026-03-05T09:00:00Z')
			});
			const told = (of: typeof then) => [
				of!.facts.openItems[0]!.dueOn,
				of!.facts.openItems[0]!.openMinor,
				of!.facts.customer.group,
				of!.facts.contacts[0]!.role
			];
			expect(told(then)).toEqual(['2026-04-30', 90_000n, 'Export', 'other']);
			expect(told(before)).toEqual(['2026-02-21', 100_000n, '', 'billing']);
		});
		on('2026-03-09');
		expect((await why(world, '2026-03-03')).replay).toMatchObject({
			isAsRecorded: true,
			then: { outcome: 'send' },
			isOtherNow: true,
			late: [{ kind: 'invoice_changed', reference: invoice.number }]
		});
	});

	test('says what is known only as of today once an import may have replaced it', async () => {
		const world = await organisationWithDebtor();
		await runDunning(world.inside);
		on('2026-03-08');
		await unitOfWork(world.inside, (unit) =>
			record(unit, 'import.confirmed', { kind: 'import', id: uuidv7() }, {})
		);
		expect((await why(world, '2026-03-03')).replay!.undated).toEqual([
			{ kind: 'imported', at: expect.any(Date) }
		]);
	});
});

describe('the facts of now read as of now', () => {
	test('are the facts the engine reads, and nobody else’s', async () => {
		const { ours, other } = await buildWorld();
		await unitOfWork(ours.inside, async (unit) => {
			const ids = [ours.account, ours.neighbour, other.account].map(({ customer }) => customer.id);
			const look = { day: unit.today, at: unit.now, hours: true };
			const [live, asOf] = [
				await factsFor(unit, { customerIds: ids }),
				await factsAsOf(unit, ids, look)
			];
			expect(asOf.map(({ facts }) => facts)).toEqual(live.map(({ facts }) => facts));
			expect(asOf).toHaveLength(2);
		});
	});
});

describe('a whole past day', () => {
	test('is counted again, and names whom what became known later concerns, page by page', async () => {
		const world = await organisationWithDebtor();
		const quiet = await debtor(world.inside);
		const { runId } = await runDunning(world.inside);
		const theirs = await organisationWithDebtor();
		await runDunning(theirs.inside);
		on('2026-03-09');
		await backdated(world, '2026-03-01');
		await backdated(theirs, '2026-03-01');
		const whole = await replayWhole(world.inside, day('2026-03-03'));
		expect(whole).toMatchObject({
			runId,
			customers: 2,
			outcomes: { send: 2, confirm: 0, task: 0, nothing: 0 },
			reasons: [{ code: 'too_late_for_step', n: 2 }],
			differing: [],
			otherNow: [{ customerId: world.customer.id }]
		});
		const page = await unitOfWork(world.inside, (unit) => replayRun(unit, { runId, page: 1 }));
		expect(page).toMatchObject({
			total: 1,
			rows: [{ customerId: world.customer.id, isOtherNow: true, late: [{ kind: 'payment' }] }]
		});
		expect(page.rows.map(({ customerId }) => customerId)).not.toContain(quiet.customer.id);
	});
});
