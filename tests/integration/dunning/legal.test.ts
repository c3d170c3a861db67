import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { uuidv7 } from 'uuidv7';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { auditOf } from '../disputes/traces';
import { handedOver, toHandOver } from './handed-over';
import { day, noticesIn } from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

describe('a hand-over that waits for a yes', () => {
	test('is no call in the list of what waits', async () => {
		const { desk } = await toHandOver();
		const { channels, total } = await desk.review.queue({});
		expect(channels).toEqual([{ channel: 'legal', n: 1 }]);
		expect(await desk.review.queue({ channel: 'legal' })).toMatchObject({ total });
		expect(await desk.review.queue({ channel: 'call' })).toMatchObject({ total: 0 });
	});

	test('is refused to whoever does not say that they are sure, nobody having been put on notice', async () => {
		const { desk, noticeId } = await toHandOver();
		await expect(desk.dunning.confirm({ noticeId, note: 'Me Durand' })).rejects.toMatchObject({
			cause: { code: 'not_on_notice', field: 'sure' }
		});
		expect((await desk.dunning.notice({ noticeId })).status).toBe('to_confirm');
		await desk.dunning.confirm({ noticeId, sure: true });
		expect((await desk.dunning.notice({ noticeId })).status).toBe('done');
	});

	test('is refused once it was paid, or is contested, since the engine looked', async () => {
		const paid = await toHandOver();
		await buildPayment(paid.inside, paid.invoice);
		const contested = await toHandOver();
		await buildDispute(contested.inside, contested.invoice);
		for (const { desk, noticeId } of [paid, contested]) {
			await expect(desk.dunning.confirm({ noticeId, sure: true })).rejects.toMatchObject({
				cause: { code: 'notice_overtaken' }
			});
			expect((await desk.dunning.notice({ noticeId })).status).toBe('to_confirm');
		}
	});
});

describe('a hand-over that passes to another invoice, its own being paid', () => {
	/** By mail, on the day of the reminder: it left. */
	const putOnNotice = ({ inside, invoice }: Awaited<ReturnType<typeof toHandOver>>) =>
		asOwner(
			`insert into notice (organisation_id, id, customer_id, contact_id, leader_invoice_id, step_id, step_key,
				run_id, channel, status, tone, reasons, content, planned_at, planned_on, closed_at, closed_on)
			select organisation_id, gen_random_uuid(), customer_id, contact_id, leader_invoice_id, step_id, 'formal',
				run_id, 'email', 'sent', 'formal', '[]', content, planned_at, planned_on, planned_at, planned_on
			from notice where organisation_id = $1 and leader_invoice_id = $2 and status = 'sent'`,
			[inside.organisationId, invoice.id]
		);
	const formalNotice = async ({ desk, noticeId }: Awaited<ReturnType<typeof toHandOver>>) => {
		const [row] = (await desk.review.queue({ page: 1 })).rows.filter(({ legal }) => legal);
		return [row!.formalNotice, (await desk.dunning.notice({ noticeId })).formalNotice];
	};

	test('asks once more: nobody was put on notice of that one', async () => {
		const elsewhere = await toHandOver();
		await putOnNotice(elsewhere);
		const world = await toHandOver();
		const { inside, desk, customer, customerId, invoice, noticeId } = world;
		await putOnNotice(world);
		const sent = expect.objectContaining({ state: 'sent' });
		expect(await formalNotice(world)).toEqual([sent, sent]);
		const next = await buildInvoice(inside, customer, { dueOn: day('2026-01-05') });
		await buildPayment(inside, invoice);
		expect(await formalNotice(world)).toEqual([null, null]);
		await expect(desk.dunning.confirm({ noticeId })).rejects.toMatchObject({
			cause: { code: 'not_on_notice', field: 'sure' }
		});
		expect((await desk.dunning.notice({ noticeId })).status).toBe('to_confirm');

		await desk.dunning.confirm({ noticeId, sure: true });
		expect((await desk.dunning.ofCustomer({ customerId })).legal).toMatchObject({
			invoiceNumber: next.number
		});
		// Theirs leads where it did, and was put on notice.
		expect(await formalNotice(elsewhere)).toEqual([sent, sent]);
		await elsewhere.desk.dunning.confirm({ noticeId: elsewhere.noticeId });
	});
});

describe('a customer handed over to the lawyers', () => {
	test('is shown with since when, by whom and for which invoice, and what was sent', async () => {
		const { desk, customerId, invoice, noticeId } = await handedOver();
		const { legal, rows, total } = await desk.dunning.ofCustomer({ customerId });
		expect(legal).toEqual({
			noticeId,
			at: expect.any(Date),
			by: 'Claire Morel',
			note: 'Cabinet Durand',
			invoiceNumber: invoice.number
		});
		expect(total).toBe(2);
		expect(rows).toMatchObject([
			{ stepKey: 'legal', legal: true, status: 'done', on: '2026-03-03' },
			{ channel: 'email', legal: false, status: 'sent', asked: [{ minor: 100_000n }] }
		]);
		expect((await desk.dunning.ofCustomer({ customerId, limit: 1 })).rows).toHaveLength(1);
		// That day it was handed over; from the next on it is left to the lawyers.
		expect(await desk.dunning.whyCustomer({ customerId })).toMatchObject({
			source: 'run',
			notice: { status: 'done' }
		});
		setClock(new Date(TEST_INSTANT.getTime() + 86_400_000));
		const { decision } = await desk.dunning.whyCustomer({ customerId });
		expect(decision.reasons).toContainEqual({ code: 'legal_stage' });
	});

	test('comes back when somebody who may takes it back and says why, once', async () => {
		const { inside, desk, reader, customerId, noticeId } = await handedOver();
		await expect(reader.dunning.takeBack({ customerId, reason: 'Accord' })).rejects.toThrow(
			'not_allowed'
		);
		await expect(desk.dunning.takeBack({ customerId, reason: ' ' })).rejects.toThrow(
			'explanation_required'
		);
		await desk.dunning.takeBack({ customerId, reason: 'Accord trouvé' });
		await expect(desk.dunning.takeBack({ customerId, reason: 'Encore' })).rejects.toThrow(
			'conflict'
		);
		expect((await desk.dunning.ofCustomer({ customerId })).legal).toBeNull();
		expect(await auditOf(noticeId)).toContain('notice.taken_back');
		expect((await desk.dunning.notice({ noticeId })).content).toMatchObject({
			by: 'Claire Morel',
			takenBack: { by: 'Claire Morel', on: '2026-03-03', reason: 'Accord trouvé' }
		});
		const { decision } = await desk.dunning.whyCustomer({ customerId });
		expect(decision.reasons.map(({ code }) => code)).not.toContain('legal_stage');
		setClock(new Date('2026-03-09T09:00:00Z'));
		await runDunning(inside);
		expect((await noticesIn(inside)).filter(({ status }) => status === 'to_confirm')).toEqual([]);
	});

	test('comes up again after its usual delay when the invoice stays unpaid, and not before', async () => {
		const { inside, desk, customerId } = await handedOver();
		await desk.dunning.takeBack({ customerId, reason: 'Échéancier accordé' });
		const waiting = async (date: string) => {
			setClock(new Date(`${date}T09:00:00Z`));
			await runDunning(inside);
			return (await desk.dunning.toConfirm()).map(({ stepKey }) => stepKey);
		};
		// Fifteen days lie between the formal notice and the hand-over.
		expect(await waiting('2026-03-17')).toEqual([]);
		const { decision } = await desk.dunning.whyCustomer({ customerId });
		expect(decision.reasons).toContainEqual(
			expect.objectContaining({ code: 'not_due_for_step', reference: 'legal', until: '2026-03-17' })
		);
		expect(await waiting('2026-03-18')).toEqual(['legal']);
		const [again] = await desk.dunning.toConfirm();
		await desk.dunning.confirm({ noticeId: again!.noticeId, sure: true });
		expect((await desk.dunning.ofCustomer({ customerId })).legal).not.toBeNull();
	});

	test('does not hold back the other invoices while it waits to come up again', async () => {
		const { inside, desk, customer, customerId } = await handedOver();
		await desk.dunning.takeBack({ customerId, reason: 'Accord' });
		const newer = await buildInvoice(inside, customer, { dueOn: day('2026-03-02') });
		setClock(new Date('2026-03-06T09:00:00Z'));
		await runDunning(inside);
		expect(await noticesIn(inside)).toContainEqual(
			expect.objectContaining({
				stepKey: 'courtesy',
				leaderInvoiceId: newer.id,
				status: 'planned'
			})
		);
	});

	test('is with them only as long as the invoice that led there is unpaid', async () => {
		const { inside, desk, customerId, invoice } = await handedOver();
		await buildPayment(inside, invoice);
		expect((await desk.dunning.ofCustomer({ customerId })).legal).toBeNull();
	});

	test('of nobody is not found', async () => {
		const { desk } = await handedOver();
		const nobody = { customerId: uuidv7(), reason: 'x' };
		await expect(desk.dunning.takeBack(nobody)).rejects.toThrow('not_found');
	});
});

test('the run tells who confirmed and who took back, the latest first, and nothing of another run', async () => {
	const { desk, noticeId, customerId } = await toHandOver();
	await desk.dunning.confirm({ noticeId, sure: true, note: 'Me Durand' });
	await desk.dunning.takeBack({ customerId, reason: 'Accord trouvé' });
	const { runId } = (await desk.dunning.runs({ limit: 1 }))[0]!;
	const { deeds } = await desk.runs.watch({ runId });
	expect(deeds.map(({ deed }) => deed)).toEqual(['taken_back', 'confirmed']);
	expect(deeds[0]).toMatchObject({ noticeId, note: 'Accord trouvé' });
	expect(deeds[0]!.customerName).not.toBe('');
	const other = await toHandOver();
	const theirs = (await other.desk.dunning.runs({ limit: 1 }))[0]!;
	expect((await other.desk.runs.watch({ runId: theirs.runId })).deeds).toEqual([]);
});
