import { beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { endCall } from '$lib/server/dunning/end-call';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildInvoice, buildPayment } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';
import { callWaiting } from './call-world';
import { noticesIn } from './world';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});

const desk = (company: Company = ours) => callerFor(company.desk.collector).desk;

describe('a call about an invoice that leads no more', () => {
	/** Both are to be called about; the first one leads. */
	async function toCallAbout(company: Company = ours) {
		const { customer, invoice, noticeId } = await callWaiting(company, '2026-02-08');
		const next = await buildInvoice(company.inside, customer, {
			issuedOn: localDate('2026-01-10'),
			dueOn: localDate('2026-02-11')
		});
		const promise = () =>
			desk(company).promises.make({
				customerId: customer.id,
				items: [{ invoiceId: invoice.id, amountMinor: 100_000n }],
				dueOn: localDate('2026-03-06'),
				note: 'dit au téléphone',
				source: 'phone',
				idempotencyKey: noticeId
			});
		const noticeRow = async () =>
			(await noticesIn(company.inside, customer.id)).find(({ id }) => id === noticeId)!;
		return { customer, invoice, next, noticeId, promise, noticeRow };
	}

	test('stays a call about it, when what was promised in it is the whole of it', async () => {
		const { noticeId, invoice, promise, noticeRow } = await toCallAbout();
		const elsewhere = await toCallAbout(other);
		for (const [company, id] of [[ours, noticeId] as const, [other, elsewhere.noticeId] as const])
			await desk(company).calls.record({ noticeId: id, outcome: 'promised', note: 'A vendredi' });
		const { content: planned } = await noticeRow();
		await promise();
		expect(await noticeRow()).toMatchObject({
			status: 'done',
			leaderInvoiceId: invoice.id,
			content: { ...planned, note: 'A vendredi', by: 'collector m' }
		});
		expect(await auditOf(noticeId)).not.toContain('notice.followed');
		expect((await elsewhere.noticeRow()).status).toBe('to_confirm');
	});

	test('keeps no promise from being recorded, though the next one had its call', async () => {
		const { noticeId, invoice, next, customer, promise, noticeRow } = await toCallAbout();
		await desk().calls.record({ noticeId, outcome: 'promised', note: 'A vendredi' });
		await calledOff(noticeId, next.id);
		await promise();
		expect(await noticeRow()).toMatchObject({ status: 'done', leaderInvoiceId: invoice.id });
		const { promises } = await desk().promises.ofCustomer({ customerId: customer.id });
		expect(promises).toMatchObject([{ note: 'dit au téléphone', standing: 'open' }]);
	});

	test('is recorded with what was typed, though the next one had its call', async () => {
		const { noticeId, invoice, next, noticeRow } = await toCallAbout();
		await calledOff(noticeId, next.id);
		await buildPayment(ours.inside, invoice);
		await desk().calls.record({ noticeId, outcome: 'reached', note: 'dit avoir payé' });
		expect(await noticeRow()).toMatchObject({
			status: 'done',
			leaderInvoiceId: invoice.id,
			content: { note: 'dit avoir payé', spokenOn: '2026-03-03' }
		});
	});

	test('confirmed without an outcome is about the invoice it was made for', async () => {
		const { noticeId, invoice, noticeRow } = await toCallAbout();
		await buildPayment(ours.inside, invoice);
		await desk().dunning.confirm({ noticeId, note: 'a payé' });
		expect(await noticeRow()).toMatchObject({ status: 'done', leaderInvoiceId: invoice.id });
	});

	/** The same step of another invoice, called off by the facts. */
	const calledOff = (noticeId: string, invoiceId: string) =>
		asOwner(
			`insert into notice (organisation_id, id, customer_id, leader_invoice_id, step_id, step_key, run_id, channel,
				status, tone, reasons, planned_at, planned_on, closed_at, closed_on)
			select organisation_id, gen_random_uuid(), customer_id, $2, step_id, step_key, run_id, channel,
				'cancelled', tone, '["disputed"]', planned_at, planned_on, planned_at, planned_on from notice where id = $1`,
			[noticeId, invoiceId]
		);
});

test('somebody skips a call while the engine would end it: what they said stands', async () => {
	const { noticeId, customer } = await callWaiting(ours);
	await desk().calls.record({ noticeId, outcome: 'promised', note: 'x' });
	const [read] = await noticesIn(ours.inside, customer.id);
	await desk().dunning.skip({ noticeId, note: 'non' });
	await unitOfWork(ours.inside, (unit) => endCall(unit, read!, 'overtaken'));
	expect(await noticesIn(ours.inside, customer.id)).toMatchObject([
		{ status: 'cancelled', content: { note: 'non' } }
	]);
	expect(await auditOf(noticeId)).not.toContain('notice.call_over');
});
