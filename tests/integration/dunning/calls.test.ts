import { beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { historyOf } from '$lib/server/dunning/history';
import { historyAsOf } from '$lib/server/dunning/past-history';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { callWaiting } from './call-world';
import { noticesIn } from './world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const desk = (company: Company = ours) => callerFor(company.desk.collector).desk;

const toCall = (company: Company = ours, dueOn?: string) => callWaiting(company, dueOn);

const statusOf = async (noticeId: string) => (await desk().dunning.notice({ noticeId })).status;

/** Days on which the engine holds that something was said. */
const toldOn = async (customerId: string) =>
	(await unitOfWork(ours.inside, (unit) => historyOf(unit, customerId)))
		.filter(({ counts }) => counts)
		.map(({ on }) => on);

/** The same, as whoever looks back at an instant finds it. */
const toldAsOf = async (customerId: string, at: string) => {
	const asOf = { at: new Date(at), day: localDate(at.slice(0, 10)) };
	const past = await unitOfWork(ours.inside, (unit) => historyAsOf(unit, [customerId], asOf));
	return past.filter(({ counts }) => counts).map(({ on }) => on);
};

describe('a call', () => {
	test('nobody answered stays to be made, until its day, and told nobody', async () => {
		const { noticeId, customer } = await toCall();
		await desk().calls.record({ noticeId, outcome: 'no_answer', note: 'messagerie' });
		expect(await statusOf(noticeId)).toBe('to_confirm');
		// Tuesday 3 March: the next working day.
		expect(await desk().calls.ofNotice({ noticeId })).toMatchObject([
			{ outcome: 'no_answer', note: 'messagerie', againOn: '2026-03-04', by: 'collector m' }
		]);
		expect((await desk().calls.waiting()).find((last) => last.noticeId === noticeId)).toMatchObject(
			{ againOn: '2026-03-04' }
		);
		expect(await toldOn(customer.id)).toEqual([]);
	});

	test('that reached somebody is done, several attempts later, and counts as told on that day', async () => {
		const { noticeId, customer } = await toCall();
		await desk().calls.record({ noticeId, outcome: 'no_answer', againOn: localDate('2026-03-05') });
		setClock(new Date('2026-03-05T10:00:00Z'));
		await desk().calls.record({ noticeId, outcome: 'reached', note: 'paie vendredi' });
		expect((await desk().calls.ofNotice({ noticeId })).map(({ outcome }) => outcome)).toEqual([
			'no_answer',
			'reached'
		]);
		const notice = await desk().dunning.notice({ noticeId });
		expect(notice).toMatchObject({ status: 'done', closedOn: '2026-03-05' });
		expect(notice.content?.note).toBe('paie vendredi');
		await expect(desk().calls.record({ noticeId, outcome: 'reached' })).rejects.toThrow('conflict');
		expect(await toldOn(customer.id)).toEqual(['2026-03-05']);
		setClock(TEST_INSTANT);
	});

	test('in which somebody promised stays until the promise is recorded', async () => {
		const { noticeId, customer, invoice } = await toCall();
		const { calls, promises } = desk();
		await calls.record({ noticeId, outcome: 'promised', note: 'paie vendredi' });
		expect(await statusOf(noticeId)).toBe('to_confirm');
		const elsewhere = await toCall(other);
		await desk(other).calls.record({ noticeId: elsewhere.noticeId, outcome: 'promised' });
		setClock(new Date('2026-03-04T10:00:00Z'));
		await promises.make({
			customerId: customer.id,
			items: [{ invoiceId: invoice.id, amountMinor: 100_000n }],
			dueOn: localDate('2026-03-06'),
			source: 'phone',
			idempotencyKey: noticeId
		});
		// Told on the day of the call, whenever it was written down.
		expect(await desk().dunning.notice({ noticeId })).toMatchObject({
			status: 'done',
			closedOn: '2026-03-03',
			content: { note: 'paie vendredi' }
		});
		expect(await toldOn(customer.id)).toEqual(['2026-03-03']);
		expect((await desk(other).dunning.notice({ noticeId: elsewhere.noticeId })).status).toBe(
			'to_confirm'
		);
		setClock(TEST_INSTANT);
	});

	test('in which somebody promised is a contact on its day: the next step keeps its distance', async () => {
		const { noticeId, customer } = await toCall(ours, '2026-02-02');
		await desk().calls.record({ noticeId, outcome: 'promised' });
		expect(await toldOn(customer.id)).toEqual(['2026-03-03']);
		expect(await toldAsOf(customer.id, '2026-03-03T10:00:00Z')).toEqual(['2026-03-03']);

		// Thirty days late: the formal notice would be due.
		setClock(new Date('2026-03-04T10:00:00Z'));
		await desk().dunning.runNow();
		expect(await statusOf(noticeId)).toBe('to_confirm');
		expect((await desk().dunning.notice({ noticeId })).changed).toEqual([]);
		const { decision } = await desk().dunning.whyCustomer({ customerId: customer.id });
		expect(decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'min_contact_delay', since: '2026-03-03' })
		);

		// Nobody recorded the promise: the course goes on, and the call was made all the same.
		setClock(new Date('2026-03-10T10:00:00Z'));
		await desk().dunning.runNow();
		expect(await desk().dunning.notice({ noticeId })).toMatchObject({
			status: 'done',
			closedOn: '2026-03-03'
		});
		expect(await noticesIn(ours.inside, customer.id)).toContainEqual(
			expect.objectContaining({ stepKey: 'formal_notice', status: 'to_confirm' })
		);
		expect(await toldOn(customer.id)).toEqual(['2026-03-03']);
		expect(await toldAsOf(customer.id, '2026-03-05T10:00:00Z')).toEqual(['2026-03-03']);
		expect(await toldAsOf(customer.id, '2026-03-11T10:00:00Z')).toEqual(['2026-03-03']);
		setClock(TEST_INSTANT);
	});

	test('is not made again on a Saturday: Monday is proposed', async () => {
		const { noticeId } = await toCall();
		const again = (on: string) =>
			desk().calls.record({ noticeId, outcome: 'no_answer', againOn: localDate(on) });
		await expect(again('2026-03-07')).rejects.toMatchObject({
			cause: { code: 'call_day_closed', field: 'againOn', details: { instead: '9 mars 2026' } }
		});
		await again('2026-03-09');
		expect(await statusOf(noticeId)).toBe('to_confirm');
	});

	test('to a stranger asks for another number, and stays', async () => {
		const { noticeId, customer } = await toCall();
		await desk().calls.record({ noticeId, outcome: 'wrong_number' });
		expect(await statusOf(noticeId)).toBe('to_confirm');
		expect((await desk().dunning.alerts()).customers).toContainEqual({
			code: customer.code,
			name: customer.name,
			reason: 'wrong_number'
		});
		expect((await desk(other).dunning.alerts()).customers).toEqual([]);
		await desk().calls.record({ noticeId, outcome: 'reached' });
		expect((await desk().dunning.alerts()).customers).toEqual([]);
	});

	test('is not made again on a day that is over', async () => {
		const { noticeId } = await toCall();
		await expect(
			desk().calls.record({ noticeId, outcome: 'no_answer', againOn: localDate('2026-03-02') })
		).rejects.toMatchObject({ cause: { code: 'date_in_past', field: 'againOn' } });
		expect(await desk().calls.ofNotice({ noticeId })).toEqual([]);
	});

	test('is nobody else’s, and an e-mail is no call', async () => {
		const { noticeId } = await toCall(other);
		await expect(desk().calls.ofNotice({ noticeId })).rejects.toThrow('not_found');
		await expect(desk().calls.record({ noticeId, outcome: 'reached' })).rejects.toThrow(
			'not_found'
		);
		expect((await desk().calls.waiting()).map((last) => last.noticeId)).not.toContain(noticeId);
		const [mail] = await noticesIn(ours.inside, ours.account.customer.id);
		await expect(desk().calls.record({ noticeId: mail!.id, outcome: 'reached' })).rejects.toThrow(
			'conflict'
		);
	});

	test('is written down with who, what and when', async () => {
		const { noticeId } = await toCall();
		await desk().calls.record({ noticeId, outcome: 'disputes', note: 'prix' });
		expect(
			await asOwner(
				`select actor_name, data->>'outcome' as outcome from audit_event where action = 'notice.called' and subject_id = $1`,
				[noticeId]
			)
		).toEqual([{ actor_name: 'collector m', outcome: 'disputes' }]);
	});

	test('in which somebody promised was made, though its run is left for today', async () => {
		const { noticeId, customer } = await toCall();
		await desk().calls.record({ noticeId, outcome: 'promised' });
		const { runId } = (await noticesIn(ours.inside, customer.id))[0]!;
		await desk().runs.order({ runId, kind: 'cancel', note: '' });
		expect(await statusOf(noticeId)).toBe('to_confirm');
	});
});
