import { beforeEach, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { scenarioVersion, step } from '$lib/server/db/schema/scenarios';
import { and, eq } from 'drizzle-orm';
import type { SystemScope } from '$lib/server/auth/scope';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildUser } from '../../support/factories';
import { callerFor, deskScopeOf } from '../../support/scopes';
import { debtor, noticesIn, organisationWithDebtor } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const desk = async (inside: SystemScope) =>
	callerFor(deskScopeOf(await buildUser(inside, { role: 'collector' }), inside)).desk;

/** A draft of the scenario in force whose steps are only these. */
type Definition = typeof step.$inferSelect.definition;
const draftWith = (
	inside: SystemScope,
	keys: readonly string[],
	change: (definition: Definition) => Definition = (definition) => definition
) =>
	unitOfWork(inside, async (unit) => {
		const own = eq(scenarioVersion.organisationId, inside.organisationId);
		const [version] = await unit.tx.select().from(scenarioVersion).where(own);
		const id = uuidv7();
		await unit.tx
			.insert(scenarioVersion)
			.values({ ...version!, id, number: 2, publishedAt: null, publishedBy: null });
		const steps = await unit.tx
			.select()
			.from(step)
			.where(and(eq(step.organisationId, inside.organisationId), eq(step.versionId, version!.id)));
		const kept = steps.filter(({ key }) => keys.includes(key));
		await unit.tx.insert(step).values(
			kept.map(({ definition, ...row }) => ({
				...row,
				id: uuidv7(),
				versionId: id,
				definition: change(definition)
			}))
		);
		return id;
	});

describe('the forecast of thirty days', () => {
	test('shows each step on its day and channel, what it asks for, and writes nothing', async () => {
		const { inside, customer } = await organisationWithDebtor();
		await organisationWithDebtor();
		const ahead = await (await desk(inside)).forecast.show({ on: '2026-03-03' });
		expect(ahead).toMatchObject({ customers: 1, silent: 0, from: '2026-03-03' });
		expect(ahead.days).toHaveLength(30);
		const busy = ahead.days.filter(({ counts }) => Object.values(counts).some((n) => n > 0));
		expect(busy.map(({ on, counts }) => [on, counts])).toEqual([
			['2026-03-03', { email: 1, letter: 0, call: 0, other: 0 }],
			['2026-03-13', { email: 0, letter: 0, call: 1, other: 0 }],
			['2026-03-23', { email: 0, letter: 1, call: 0, other: 0 }]
		]);
		expect(ahead.asked.email).toEqual([{ minor: 100_000n, currency: 'EUR' }]);
		expect(ahead.list.rows).toMatchObject([
			{ customerId: customer.id, decision: { outcome: 'send', step: { key: 'reminder' } } }
		]);
		expect(ahead.days.find(({ on }) => on === '2026-03-07')?.closed).toBe(true);
		expect(await noticesIn(inside)).toEqual([]);
	});

	test('counts what today would have brought on the next sending day, once its hours are over', async () => {
		const { inside, customer } = await organisationWithDebtor();
		const { forecast, dunning } = await desk(inside);
		const mailsOn = async () => {
			const { days } = await forecast.show({});
			return days.filter(({ counts }) => counts.email > 0).map(({ on }) => on);
		};
		setClock(new Date('2026-03-06T05:00:00Z'));
		expect(await mailsOn()).toEqual(['2026-03-06']);
		setClock(new Date('2026-03-06T21:00:00Z'));
		// A Friday.
		expect(await mailsOn()).toEqual(['2026-03-09']);
		const on = localDate('2026-03-09');
		const { decision } = await dunning.whyCustomer({ customerId: customer.id, on });
		expect(decision).toMatchObject({ outcome: 'send', step: { key: 'reminder' } });
		expect((await dunning.plan({ on })).outcomes).toMatchObject({ send: 1 });
	});

	test('counts why nobody writes to the others, and lists them', async () => {
		const { inside } = await organisationWithDebtor();
		const quiet = await debtor(inside);
		await buildDispute(inside, quiet.invoice, { claimedMinor: 100_000n });
		const ahead = await (await desk(inside)).forecast.show({ reason: 'disputed' });
		expect(ahead).toMatchObject({ customers: 2, silent: 1, reasons: [{ code: 'disputed', n: 1 }] });
		expect(ahead.list.rows.map(({ customerId }) => customerId)).toEqual([quiet.customer.id]);
	});
});

describe('the plan of a day to come', () => {
	test('is that day of the forecast: what leaves before it has left', async () => {
		const { inside, customer } = await organisationWithDebtor();
		await organisationWithDebtor();
		const { dunning, forecast, review } = await desk(inside);
		for (const [on, sum] of [
			['2026-03-13', { send: 0, confirm: 0, task: 1, nothing: 0 }],
			['2026-03-20', { send: 0, confirm: 0, task: 0, nothing: 1 }],
			['2026-03-23', { send: 0, confirm: 1, task: 0, nothing: 0 }]
		] as const) {
			const plan = await dunning.plan({ on });
			expect(plan.outcomes).toEqual(sum);
			const { list } = await forecast.show({ on });
			const due = plan.rows.filter(({ decision }) => decision.outcome !== 'nothing');
			expect(list.rows.map(({ decision }) => decision)).toEqual(
				due.map(({ decision }) => decision)
			);
		}
		// Before its day nothing is planned twice: without the days between, the reminder would still be due.
		const plan = await dunning.plan({ on: '2026-03-05' });
		expect(plan.rows[0]!.decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'already_sent', since: '2026-03-03', foreseen: true })
		);
		const preview = await review.plannedMail({ customerId: customer.id, on: '2026-03-05' });
		expect(preview.mail).toBeNull();
	});

	test('ends where nobody looks any further', async () => {
		const { inside, customer } = await organisationWithDebtor();
		const { dunning } = await desk(inside);
		await expect(dunning.plan({ on: '2026-06-04' })).rejects.toThrow('day_too_far');
		const why = { customerId: customer.id, on: '2026-06-04' };
		await expect(dunning.whyCustomer(why)).rejects.toThrow('day_too_far');
		expect((await dunning.plan({ on: '2026-06-03' })).total).toBe(1);
	});
});

describe('a draft beside the scenario in force', () => {
	test('shows per day what changes, and for whom', async () => {
		const { inside, customer } = await organisationWithDebtor();
		const { inside: theirs } = await organisationWithDebtor();
		const versionId = await draftWith(inside, ['reminder', 'call']);
		const compared = await (await desk(inside)).forecast.compare({ versionId });
		expect(compared).toMatchObject({ customers: 1, changes: { more: 0, less: 1, other: 0 } });
		expect(compared.list.rows).toMatchObject([
			{
				customerId: customer.id,
				before: [{ on: '2026-03-03' }, { on: '2026-03-13' }, { on: '2026-03-23' }],
				after: [{ on: '2026-03-03' }, { on: '2026-03-13' }]
			}
		]);
		const day = compared.days.find(({ on }) => on === localDate('2026-03-23'));
		expect(day).toMatchObject({ before: { letter: 1 }, after: { letter: 0 } });
		await expect((await desk(theirs)).forecast.compare({ versionId })).rejects.toThrow();
	});
});

describe('a draft that only goes another way', () => {
	test('is told apart by its channel', async () => {
		const { inside } = await organisationWithDebtor();
		const versionId = await draftWith(
			inside,
			['courtesy', 'reminder', 'call', 'formal_notice'],
			(one) => (one.channel === 'call' && !one.legal ? { ...one, channel: 'letter' } : one)
		);
		const compared = await (await desk(inside)).forecast.compare({ versionId });
		expect(compared.changes).toEqual({ more: 0, less: 0, other: 1 });
		const [row] = compared.list.rows;
		expect([row!.before[1], row!.after[1]]).toMatchObject([
			{ on: '2026-03-13', channel: 'call' },
			{ on: '2026-03-13', channel: 'letter' }
		]);
	});
});

describe('why on a day to come', () => {
	test('knows the steps that come before it', async () => {
		const { inside, customer } = await organisationWithDebtor();
		const { dunning } = await desk(inside);
		const on = (day: string) => dunning.whyCustomer({ customerId: customer.id, on: day });
		expect(await on('2026-03-13')).toMatchObject({
			source: 'forecast',
			decision: { outcome: 'task', step: { key: 'call' } }
		});
		const after = await on('2026-03-16');
		expect(after.decision.outcome).toBe('nothing');
		expect(after.decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'already_sent', reference: 'call' })
		);
	});
});
