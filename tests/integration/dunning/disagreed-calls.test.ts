import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { historyOf } from '$lib/server/dunning/history';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildPayment } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';
import { callWaiting } from './call-world';
import { noticesIn } from './world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
beforeEach(() => setClock(TEST_INSTANT));

const desk = (company: Company = ours) => callerFor(company.desk.collector).desk;
const LATER = new Date('2026-03-04T10:00:00Z');
const NEXT_WEEK = new Date('2026-03-10T10:00:00Z');

/** Called today; he says that he disagrees. */
async function disagreed(company: Company = ours, note = 'Il dit que la livraison est incomplète') {
	const call = await callWaiting(company, '2026-02-02');
	await desk(company).calls.record({ noticeId: call.noticeId, outcome: 'disputes', note });
	const read = () => desk(company).dunning.notice({ noticeId: call.noticeId });
	return { ...call, read };
}

const logDispute = ({ customer, invoice }: Awaited<ReturnType<typeof disagreed>>) =>
	desk().disputes.log({
		customerId: customer.id,
		items: [{ invoiceId: invoice.id }],
		reasonCode: 'other',
		requestedOutcome: 'NOA',
		explanation: 'Livraison incomplète',
		source: 'phone',
		raisedByName: 'Client',
		raisedByEmail: '',
		idempotencyKey: invoice.id,
		files: []
	} as never);

const toldOn = async (customerId: string) =>
	(await unitOfWork(ours.inside, (unit) => historyOf(unit, customerId)))
		.filter(({ counts }) => counts)
		.map(({ on }) => on);

/** The next step, a week later: a formal notice that waits for a yes. */
async function formalNotice(customerId: string) {
	setClock(NEXT_WEEK);
	await desk().dunning.runNow();
	const found = (await noticesIn(ours.inside, customerId)).find(
		({ stepKey }) => stepKey === 'formal_notice'
	);
	expect(found?.status).toBe('to_confirm');
	return found!.id;
}

describe('a call in which the customer disagreed', () => {
	test('stays until the dispute is recorded, and is a contact on its own day', async () => {
		const call = await disagreed();
		const elsewhere = await disagreed(other);
		expect(await call.read()).toMatchObject({
			status: 'to_confirm',
			disagreement: { note: 'Il dit que la livraison est incomplète', by: 'collector m' }
		});
		setClock(LATER);
		await logDispute(call);
		expect(await call.read()).toMatchObject({
			status: 'done',
			closedOn: '2026-03-03',
			disagreement: null,
			content: { note: 'Il dit que la livraison est incomplète' }
		});
		expect(await toldOn(call.customer.id)).toEqual(['2026-03-03']);
		expect(await auditOf(call.noticeId)).toContain('notice.dispute_recorded');
		expect((await elsewhere.read()).status).toBe('to_confirm');
	});

	test('is closed by the engine when the dispute came through another door', async () => {
		const { customer, invoice, read } = await disagreed();
		setClock(LATER);
		await buildDispute(ours.inside, invoice);
		expect((await read()).disagreement).toBeNull();
		await desk().dunning.runNow();
		expect(await read()).toMatchObject({ status: 'done', closedOn: '2026-03-03' });
		expect(await toldOn(customer.id)).toEqual(['2026-03-03']);
	});

	test('stays though the course goes on, and is named before the formal notice is confirmed', async () => {
		const { customer, noticeId, read } = await disagreed();
		const formal = await formalNotice(customer.id);
		expect((await read()).status).toBe('to_confirm');
		const named = [
			expect.objectContaining({
				noticeId,
				on: '2026-03-03',
				note: 'Il dit que la livraison est incomplète'
			})
		];
		expect((await desk().dunning.notice({ noticeId: formal })).disagreed).toEqual(named);
		const { rows } = await desk().review.queue({});
		expect(rows.find((row) => row.noticeId === formal)!.disagreed).toEqual(named);
		// Its own page says it otherwise.
		expect((await read()).disagreed).toEqual([]);
	});

	test('called again and reached, is named all the same', async () => {
		const { customer, noticeId } = await disagreed();
		await desk().calls.record({ noticeId, outcome: 'reached', note: 'rappelé' });
		const formal = await formalNotice(customer.id);
		expect((await desk().dunning.notice({ noticeId: formal })).disagreed).toHaveLength(1);
	});

	test('settled on the phone is over, with a reason, and named no more', async () => {
		const { customer, noticeId, read } = await disagreed();
		await expect(desk().calls.settle({ noticeId, reason: ' ' })).rejects.toMatchObject({
			cause: { code: 'explanation_required', field: 'reason' }
		});
		await expect(desk(other).calls.settle({ noticeId, reason: 'x' })).rejects.toThrow('not_found');
		setClock(LATER);
		await desk().calls.settle({ noticeId, reason: 'Bon de livraison signé retrouvé' });
		expect(await read()).toMatchObject({
			status: 'done',
			closedOn: '2026-03-03',
			disagreement: null
		});
		expect((await desk().calls.ofNotice({ noticeId })).at(-1)).toMatchObject({
			outcome: 'settled',
			note: 'Bon de livraison signé retrouvé',
			by: 'collector m'
		});
		expect(await auditOf(noticeId)).toContain('notice.disagreement_settled');
		await expect(desk().calls.settle({ noticeId, reason: 'encore' })).rejects.toThrow('conflict');
		expect(await toldOn(customer.id)).toEqual(['2026-03-03']);
		const formal = await formalNotice(customer.id);
		expect((await desk().dunning.notice({ noticeId: formal })).disagreed).toEqual([]);
	});

	test('is over once its invoice is paid', async () => {
		const { invoice, read } = await disagreed();
		setClock(LATER);
		await buildPayment(ours.inside, invoice);
		await desk().dunning.runNow();
		expect(await read()).toMatchObject({ status: 'done', closedOn: '2026-03-03' });
	});

	test('nobody settles what nobody contested', async () => {
		const { noticeId } = await callWaiting(ours);
		await expect(desk().calls.settle({ noticeId, reason: 'x' })).rejects.toThrow('conflict');
	});
});
