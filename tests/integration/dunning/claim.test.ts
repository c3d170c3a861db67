import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { allocation, payment } from '$lib/server/db/schema/payments';
import { editContact } from '$lib/server/customers/edit-contact';
import { confirmNotice } from '$lib/server/dunning/confirm-notice';
import { historyOf } from '$lib/server/dunning/history';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { settleNotice } from '$lib/server/dunning/settle-notice';
import { skipNotice } from '$lib/server/dunning/skip-notice';
import type { SystemScope } from '$lib/server/auth/scope';
import { lockInvoicesOf } from '$lib/server/invoices/lock-invoices';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildDispute,
	buildInvoice,
	buildPayment,
	type InvoiceRow
} from '../../support/factories';
import { transitionsOf } from './transitions';
import {
	claimMail,
	day,
	decisionsIn,
	deliveriesIn,
	noticesIn,
	organisationWithDebtor
} from './world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

const planned = async (fields: Parameters<typeof organisationWithDebtor>[0] = {}) => {
	const made = await organisationWithDebtor(fields);
	await runDunning(made.inside);
	const [notice] = await noticesIn(made.inside);
	return { ...made, noticeId: notice!.id };
};
const claim = claimMail;

describe('the last look before a mail leaves', () => {
	test('freezes what is said, twice the same', async () => {
		const { inside, noticeId, invoice } = await planned();
		const first = await claim(inside, noticeId);
		expect(first).toMatchObject({
			send: true,
			facts: {
				stepKey: 'reminder',
				items: [
					{ number: invoice.number, path: `/invoices/${invoice.id}`, open: { minor: 100_000n } }
				],
				collectible: [{ minor: 100_000n, currency: 'EUR' }]
			}
		});
		expect(await claim(inside, noticeId)).toEqual(first);
		expect((await noticesIn(inside))[0]).toMatchObject({
			status: 'planned',
			content: { collectible: [{ minor: '100000' }] }
		});
	});

	test('is remembered on the day it was looked at, however long ago it was planned', async () => {
		const { inside, customer, noticeId } = await planned();
		const rememberedOn = () =>
			unitOfWork(inside, async (unit) => (await historyOf(unit, customer.id))[0]!.on);
		expect(await rememberedOn()).toBe('2026-03-03');
		setClock(new Date('2026-03-06T09:00:00Z'));
		expect(await claim(inside, noticeId)).toMatchObject({ send: true });
		expect(await rememberedOn()).toBe('2026-03-06');
	});

	test('says nothing when the invoice was disputed meanwhile, and the day shows why', async () => {
		const { inside, noticeId, invoice } = await planned();
		await buildDispute(inside, invoice);
		expect(await claim(inside, noticeId)).toEqual({ send: false, reasons: ['disputed'] });
		expect(await noticesIn(inside)).toMatchObject([{ status: 'cancelled', reasons: ['disputed'] }]);
		expect(await decisionsIn(inside)).toMatchObject([
			{ outcome: 'nothing', detail: { reasons: [{ code: 'disputed' }] } }
		]);
	});

	test('asks for less when a part was disputed meanwhile', async () => {
		const { inside, noticeId, invoice } = await planned();
		await buildDispute(inside, invoice, { claimedMinor: 20_000n });
		expect(await claim(inside, noticeId)).toMatchObject({
			send: true,
			facts: { collectible: [{ minor: 80_000n }], disputed: [{ minor: 20_000n }] }
		});
	});

	test('says nothing when it was paid meanwhile', async () => {
		const { inside, noticeId, invoice } = await planned();
		await buildPayment(inside, invoice);
		expect(await claim(inside, noticeId)).toEqual({ send: false, reasons: ['settled'] });
	});

	test('waits for a payment that is being recorded, and lets it win', async () => {
		const { inside, noticeId, invoice } = await planned();
		let claiming: ReturnType<typeof claim> | undefined;
		await unitOfWork(inside, async (unit) => {
			await lockInvoicesOf(unit, invoice.customerId);
			claiming = claim(inside, noticeId);
			await pay(unit, invoice);
		});
		expect(await claiming).toEqual({ send: false, reasons: ['settled'] });
	});

	test('follows the next oldest invoice when the leader was paid', async () => {
		const { inside, customer, invoice } = await organisationWithDebtor();
		const next = await buildInvoice(inside, customer, {
			dueOn: day('2026-02-20'),
			number: 'F-next'
		});
		await runDunning(inside);
		const [notice] = await noticesIn(inside);
		expect(notice!.leaderInvoiceId).toBe(next.id);
		await buildPayment(inside, next);
		expect(await claim(inside, notice!.id)).toMatchObject({
			send: true,
			facts: { items: [{ number: invoice.number }] }
		});
		expect((await noticesIn(inside))[0]!.leaderInvoiceId).toBe(invoice.id);
	});

	test('postpones to the next morning when the hours are over', async () => {
		const { inside, noticeId } = await planned();
		setClock(new Date('2026-03-03T19:30:00Z'));
		expect(await claim(inside, noticeId)).toMatchObject({
			send: false,
			postpone: new Date('2026-03-04T07:00:00Z')
		});
		expect(await noticesIn(inside)).toMatchObject([{ status: 'planned' }]);
	});

	test('does not write to an address that was corrected, but plans again for the right one', async () => {
		const { inside, noticeId, contact } = await planned();
		const { name, phone, role, timeZone } = contact;
		const right = { name, phone, role, timeZone, email: 'right@corrected.test', language: null };
		await unitOfWork(inside, (unit) => editContact(unit, contact.id, right));
		await runDunning(inside);
		expect(await claim(inside, noticeId)).toEqual({ send: false, reasons: ['contact_changed'] });
		await runDunning(inside);
		expect(await noticesIn(inside)).toMatchObject([{ id: noticeId, status: 'planned' }]);
		expect((await deliveriesIn(inside)).at(-1)).toMatchObject({ toEmail: right.email });
		expect(await claim(inside, noticeId)).toMatchObject({ send: true });
	});

	test('says nothing anew while nobody knows whether it arrived', async () => {
		const { inside, noticeId } = await planned();
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'unknown'));
		expect(await claim(inside, noticeId)).toMatchObject({ send: false });
		expect(await noticesIn(inside)).toMatchObject([{ status: 'unknown' }]);
	});

	test('does not write to a contact who has left, but plans again for the one who is there', async () => {
		const { inside, noticeId, customer } = await planned();
		const better = await buildContact(inside, customer, { role: 'collections' });
		expect(await claim(inside, noticeId)).toEqual({ send: false, reasons: ['contact_changed'] });
		await runDunning(inside);
		expect(await noticesIn(inside)).toMatchObject([
			{ id: noticeId, status: 'planned', contactId: better.id }
		]);
		expect((await deliveriesIn(inside)).map(({ toEmail }) => toEmail)).toContain(better.email);
	});

	test('plans again after the quiet days when the case is withdrawn and the step is still open', async () => {
		const { inside, noticeId, invoice } = await planned();
		const dispute = await buildDispute(inside, invoice);
		await claim(inside, noticeId);
		await transitionsOf(inside, dispute, 'withdrawn');
		setClock(new Date('2026-03-10T09:00:00Z'));
		expect((await runDunning(inside)).notices).toBe(0);
		setClock(new Date('2026-03-11T09:00:00Z'));
		expect((await runDunning(inside)).notices).toBe(1);
		expect(await claim(inside, noticeId)).toMatchObject({ send: true });
	});
});

describe('a step that waits for a person', () => {
	test('is done with a note, once, and is not asked for again', async () => {
		const { inside, noticeId } = await planned({ dueOn: day('2026-02-09') });
		await unitOfWork(inside, (unit) =>
			confirmNotice(unit, noticeId, { note: 'Promet de payer vendredi' })
		);
		await expect(unitOfWork(inside, (unit) => confirmNotice(unit, noticeId))).rejects.toMatchObject(
			{ code: 'conflict' }
		);
		await runDunning(inside);
		expect(await noticesIn(inside)).toMatchObject([
			{ status: 'done', closedOn: '2026-03-03', content: { note: 'Promet de payer vendredi' } }
		]);
	});

	test('skipped by a person stays skipped', async () => {
		const { inside, noticeId } = await planned({ dueOn: day('2026-02-09') });
		await unitOfWork(inside, (unit) => skipNotice(unit, noticeId, 'Client de confiance'));
		expect((await runDunning(inside)).notices).toBe(0);
		expect(await noticesIn(inside)).toMatchObject([{ status: 'cancelled', reasons: ['skipped'] }]);
	});

	test('of another organisation cannot be confirmed or skipped', async () => {
		const theirs = await planned({ dueOn: day('2026-02-09') });
		const ours = await organisationWithDebtor();
		await expect(
			unitOfWork(ours.inside, (unit) => confirmNotice(unit, theirs.noticeId))
		).rejects.toMatchObject({ code: 'not_found' });
		await expect(
			unitOfWork(ours.inside, (unit) => skipNotice(unit, theirs.noticeId, 'x'))
		).rejects.toMatchObject({ code: 'not_found' });
		expect(await noticesIn(theirs.inside)).toMatchObject([{ status: 'to_confirm' }]);
	});
});

describe('what became of a mail', () => {
	test('a failed one is neither repeated nor counted as a contact', async () => {
		const { inside, noticeId } = await planned();
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'failed'));
		expect((await runDunning(inside)).notices).toBe(0);
		expect(await noticesIn(inside)).toMatchObject([{ status: 'failed', closedOn: '2026-03-03' }]);
	});

	test('given up by a person it is not planned again, and the step is over', async () => {
		const { inside, noticeId } = await planned();
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'cancelled'));
		expect((await runDunning(inside)).notices).toBe(0);
		expect(await noticesIn(inside)).toMatchObject([
			{ id: noticeId, status: 'cancelled', reasons: ['skipped'] }
		]);
		expect(await deliveriesIn(inside)).toHaveLength(1);
	});

	test('given up while it may have arrived it is not planned again, and counts as a contact', async () => {
		const { inside, customer, noticeId } = await planned();
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'unknown'));
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'cancelled'));
		expect((await runDunning(inside)).notices).toBe(0);
		const [known] = await unitOfWork(inside, (unit) => historyOf(unit, customer.id));
		expect(known).toMatchObject({ noticeId, counts: true });
	});

	test('a call nobody made is no contact', async () => {
		const { inside, customer } = await planned({ dueOn: day('2026-02-09') });
		const [known] = await unitOfWork(inside, (unit) => historyOf(unit, customer.id));
		expect(known).toMatchObject({ status: 'to_confirm', counts: false });
	});

	test('sent stays sent', async () => {
		const { inside, noticeId } = await planned();
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'sent'));
		await unitOfWork(inside, (unit) => settleNotice(unit, noticeId, 'cancelled'));
		expect(await noticesIn(inside)).toMatchObject([{ status: 'sent' }]);
		expect(await claim(inside, noticeId)).toEqual({ send: false, reasons: [] });
	});
});

async function pay(
	unit: Unit<SystemScope>,
	{ organisationId, customerId, id: invoiceId, currency, totalMinor }: InvoiceRow
): Promise<void> {
	const paymentId = uuidv7();
	const common = { organisationId, customerId, createdAt: unit.now };
	await unit.tx.insert(payment).values({
		...common,
		id: paymentId,
		receivedOn: unit.today,
		currency,
		totalMinor,
		source: 'bank'
	});
	await unit.tx.insert(allocation).values({
		...common,
		id: uuidv7(),
		invoiceId,
		paymentId,
		allocatedOn: unit.today,
		amountMinor: totalMinor
	});
}
