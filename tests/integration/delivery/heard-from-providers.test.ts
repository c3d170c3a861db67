import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { notBack } from '$lib/server/delivery/came-back';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildPayment } from '../../support/factories';
import type { Asked, ProviderServer } from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { callerFor } from '../../support/scopes';
import { howManyWait } from '../../support/waiting';
import type { Company } from '../../support/world';
import { day, noticesIn } from '../dunning/world';
import { tellerOf, textedBy, useProviderServer } from './text-world';

useDatabase();

let ours: Company;
let other: Company;
let provider: ProviderServer;

useProviderServer(
	(made) => ({ ours, other, provider } = made),
	() => provider
);

const texted = ({ company = ours } = {}) => textedBy(provider, company);
const minutesLater = (minutes: number) =>
	setClock(new Date(TEST_INSTANT.getTime() + minutes * 60_000));

describe('a message of which nobody knew whether it left', () => {
	/** Its provider read it and cut the line. */
	async function uncertain(company = ours) {
		const made = await texted({ company });
		provider.mood = 'drop';
		await deliverDue();
		expect(await made.row()).toMatchObject({ status: 'unknown' });
		const [request] = await made.asked();
		return { ...made, hear: tellerOf(request!) };
	}

	const auditOf = (delivery: string) =>
		asOwner('select action, actor_name from audit_event where subject_id = $1 order by id', [
			delivery
		]);

	test.each(['accepted', 'delivered', 'bounced'])(
		'counts as sent when its provider says %s, once',
		async (kind) => {
			const theirs = await uncertain(other);
			const { row, status, hear } = await uncertain();
			await hear(kind);
			await hear(kind);
			expect(await row()).toMatchObject({ status: 'sent', sentAt: expect.any(Date) });
			expect(await status()).toBe('sent');
			const audit = await auditOf((await row()).id);
			expect(audit.filter(({ action }) => action === 'delivery.confirmed')).toEqual([
				{ action: 'delivery.confirmed', actor_name: '127.0.0.1' }
			]);
			expect(await theirs.row()).toMatchObject({ status: 'unknown' });
		}
	);

	test('waits for a person when its provider refused it', async () => {
		const { row, hear } = await uncertain();
		await hear('refused');
		expect(await row()).toMatchObject({ status: 'unknown' });
	});

	test.each(['accepted', 'delivered'])(
		'never was, when he says %s before he answers',
		async (kind) => {
			const made = await texted();
			provider.mood = 'hang';
			const delivering = deliverDue();
			await expect.poll(async () => (await made.asked()).length, { timeout: 20_000 }).toBe(1);
			const hear = tellerOf((await made.asked())[0]!);
			await hear(kind);
			await hear(kind);
			expect(await made.row()).toMatchObject({ status: 'claimed' });
			provider.hangUp();
			await delivering;
			expect(await made.row()).toMatchObject({ status: 'sent' });
			expect((await auditOf((await made.row()).id)).map(({ action }) => action)).toEqual([
				`delivery.${kind}`,
				'delivery.unknown',
				'delivery.confirmed'
			]);
		}
	);

	/** While he still thinks about his answer. */
	async function hung() {
		const made = await texted();
		provider.mood = 'hang';
		const delivering = deliverDue();
		await expect.poll(async () => (await made.asked()).length, { timeout: 20_000 }).toBe(1);
		provider.mood = 'accept';
		return { ...made, delivering, hear: tellerOf((await made.asked())[0]!) };
	}

	test.each([
		['accepted', 'busy'],
		['delivered', 'busy'],
		['delivered', 'redirect'],
		['bounced', 'reject']
	] as const)('told %s before he answers (%s) does not leave twice', async (kind, answer) => {
		const { hear, delivering, row, status, asked } = await hung();
		await hear(kind);
		provider.answerAs(answer);
		await delivering;
		expect(await row()).toMatchObject({ status: 'sent', sentAt: expect.any(Date) });
		expect(await status()).toBe('sent');
		minutesLater(6);
		await deliverDue();
		expect(await asked()).toHaveLength(1);
	});

	test.each(['redirect', 'reject'] as const)(
		'told accepted before he answers (%s), he is heard when it comes back',
		async (answer) => {
			const { hear, delivering, row } = await hung();
			await hear('accepted');
			provider.answerAs(answer);
			await delivering;
			const { id } = await row();
			expect(await row()).toMatchObject({ status: 'sent', attempts: 1 });
			await hear('bounced');
			expect(
				await asOwner('select kind from delivery_report where delivery_id = $1', [id])
			).toEqual([{ kind: 'bounced' }]);
		}
	);

	test('told so while his answer is written down does not leave twice', async () => {
		const { hear, delivering, row } = await hung();
		const reports = await holdReports();
		const hearing = hear('delivered');
		await expect.poll(howManyWait).toBe(1);
		provider.answerAs('busy');
		await expect
			.poll(async () => (await howManyWait()) + ((await row()).status === 'retry' ? 1 : 0))
			.toBe(2);
		await reports.letGo();
		await Promise.all([hearing, delivering]);
		expect(await row()).toMatchObject({ status: 'sent' });
	});

	test('and was to be tried again does not leave twice', async () => {
		const made = await texted();
		provider.mood = 'busy';
		await deliverDue();
		await tellerOf((await made.asked())[0]!)('delivered');
		provider.mood = 'accept';
		minutesLater(6);
		await deliverDue();
		expect(await made.asked()).toHaveLength(1);
		expect(await made.status()).toBe('sent');
	});
});

describe('a message somebody lets leave again', () => {
	/** Nobody knew whether it had left; it waits for its next try. */
	async function again(company = ours) {
		const made = await texted({ company });
		provider.mood = 'drop';
		await deliverDue();
		provider.mood = 'accept';
		const { id: deliveryId } = await made.row();
		await callerFor(company.desk.collector).desk.delivery.retry({ deliveryId });
		expect(await made.row()).toMatchObject({ status: 'planned', attempts: 0 });
		return { ...made, hear: tellerOf((await made.asked())[0]!) };
	}

	test.each(['accepted', 'delivered', 'bounced'])(
		'and of which its provider says %s before that leaves no more',
		async (kind) => {
			const { hear, row, status, asked } = await again();
			await hear(kind);
			await hear(kind);
			expect(await row()).toMatchObject({ status: 'sent' });
			expect(await status()).toBe('sent');
			await deliverDue();
			expect(await asked()).toHaveLength(1);
		}
	);

	test('is heard of as refused, and the report is kept', async () => {
		const { hear, row } = await again();
		await hear('refused');
		const { id } = await row();
		expect(await asOwner('select kind from delivery_report where delivery_id = $1', [id])).toEqual([
			{ kind: 'refused' }
		]);
	});

	test('is heard of when the last look called it off: it stays called off', async () => {
		const { hear, row, invoice, asked } = await again();
		await buildPayment(ours.inside, invoice);
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'cancelled' });
		await hear('delivered');
		expect(await row()).toMatchObject({ status: 'cancelled' });
		expect(await asked()).toHaveLength(1);
	});

	test('that was never given to anybody is nobody’s to tell of', async () => {
		const made = await texted();
		const [{ door } = { door: '' }] = await asOwner<{ door: string }>(
			`select organisation_id || '.' || id as door from provider where organisation_id = $1 and disabled_at is null and channel = 'sms'`,
			[ours.inside.organisationId]
		);
		const { id } = await made.row();
		const hear = tellerOf({ body: { id, callback: `x/${door}` } } as Asked);
		await expect(hear('delivered')).rejects.toThrow('not_found');
	});
});

/** Nobody can write a report meanwhile. */
async function holdReports() {
	const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
	await client.connect();
	await client.query('begin; lock table delivery_report in share mode');
	return { letGo: () => client.end() };
}

describe('a number that sent a text back', () => {
	const clockAt = (instant: string) => setClock(new Date(instant));

	/** The first text came back; the next one is due on the 13th. */
	async function cameBack() {
		const made = await texted();
		await deliverDue();
		const hear = tellerOf((await made.asked())[0]!);
		await hear('bounced');
		return { ...made, hear, ...nextDue(made) };
	}

	/** On the 13th. */
	function nextDue({ customer: { id: customerId, code } }: Awaited<ReturnType<typeof texted>>) {
		clockAt('2026-03-13T09:00:00Z');
		const { desk } = callerFor(ours.desk.collector);
		const alarms = async () =>
			(await desk.dunning.alerts()).customers
				.filter((alert) => alert.code === code)
				.map(({ reason }) => reason);
		const told13 = async () => {
			await desk.dunning.runNow();
			const on = day('2026-03-13');
			const { decision, replay } = await desk.dunning.whyCustomer({ customerId, on });
			const { code, reference } = decision.reasons[0] ?? {};
			return { outcome: decision.outcome, code, reference, asReplayed: replay?.isAsRecorded };
		};
		const marked = () => desk.dunning.failingNumbers({ customerId });
		return { desk, told13, alarms, marked };
	}
	const FAILS = {
		outcome: 'nothing',
		code: 'contact_bounced',
		reference: '+33612345678',
		asReplayed: undefined
	};

	test('gets no other until it is corrected, and one alert says so', async () => {
		const { told13, alarms, marked, contact, customer } = await cameBack();
		expect(await told13()).toEqual(FAILS);
		expect(await alarms()).toEqual(['number_fails']);
		expect(await marked()).toEqual([contact.id]);
		expect(await noticesIn(ours.inside, customer.id)).toHaveLength(1);
		clockAt('2026-03-15T09:00:00Z');
		expect(await told13()).toEqual({ ...FAILS, asReplayed: true });
		await asOwner(`update contact set phone = '06 99 88 77 66' where id = $1`, [contact.id]);
		expect(await marked()).toEqual([]);
		clockAt('2026-03-16T09:00:00Z');
		await callerFor(ours.desk.collector).desk.dunning.runNow();
		expect(await noticesIn(ours.inside, customer.id)).toHaveLength(2);
	});

	test('is none when whoever had noted so was mistaken', async () => {
		const made = await texted();
		await deliverDue();
		const { desk, told13, marked } = nextDue(made);
		const { id: deliveryId } = await made.row();
		await desk.delivery.cameBack({ deliveryId, reason: 'inconnu' });
		expect(await marked()).toHaveLength(1);
		await unitOfWork(ours.desk.collector, (unit) =>
			notBack(unit, { deliveryId, reason: 'un autre client' })
		);
		expect(await marked()).toEqual([]);
		expect(await told13()).toMatchObject({ outcome: 'send' });
	});

	test('gets them again when one arrives after all', async () => {
		const { told13, marked, hear } = await cameBack();
		await hear('delivered');
		expect(await marked()).toEqual([]);
		expect(await told13()).toMatchObject({ outcome: 'send' });
	});

	test('gets them again when somebody knows that it works, and the past stays what it was', async () => {
		const { told13, desk, marked, contact, alarms } = await cameBack();
		expect(await told13()).toEqual(FAILS);
		clockAt('2026-03-13T10:00:00Z');
		await desk.customers.clearNumber({ contactId: contact.id });
		expect(await marked()).toEqual([]);
		expect(await told13()).toMatchObject({ outcome: 'send' });
		expect(await alarms()).toEqual([]);
		await expect(
			callerFor(other.desk.collector).desk.customers.clearNumber({ contactId: contact.id })
		).rejects.toThrow('not_found');
	});

	test('of a customer of one organisation says nothing about another’s, nor where nobody is texted', async () => {
		const { customer, told13 } = await cameBack();
		const theirs = await texted({ company: other });
		expect(theirs.notice).toMatchObject({ status: 'planned' });
		await followScenario(ours.inside, { channel: 'email' });
		expect(await told13()).toMatchObject({ outcome: 'send' });
		expect((await noticesIn(ours.inside, customer.id)).at(-1)).toMatchObject({ channel: 'email' });
	});

	test('stops the one that waits: its last look sees it', async () => {
		const { row, asked, customer } = await texted();
		provider.mood = 'busy';
		await deliverDue();
		await tellerOf((await asked())[0]!)('refused');
		provider.mood = 'accept';
		minutesLater(6);
		await deliverDue();
		expect(await row()).toMatchObject({ status: 'cancelled', response: 'contact_bounced' });
		expect(await noticesIn(ours.inside, customer.id)).toMatchObject([{ status: 'cancelled' }]);
	});
});
