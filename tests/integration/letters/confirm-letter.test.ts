import { PDFDocument } from 'pdf-lib';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { confirmNotice } from '$lib/server/dunning/confirm-notice';
import { draftLetter } from '$lib/server/dunning/draft-letter';
import { readNotice } from '$lib/server/dunning/read-notice';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildOrganisation,
	buildPayment
} from '../../support/factories';
import { followScenario } from '../../support/scenario';
import { day, noticesIn } from '../dunning/world';

useDatabase();
beforeEach(() => setClock(TEST_INSTANT));

/** A letter for 1,000.00 that waits for a person since this morning. */
async function waitingLetter() {
	const inside = await buildOrganisation();
	const customer = await buildCustomer(inside, { address: '4 quai de Saône\n69002 Lyon' });
	await buildContact(inside, customer);
	const invoice = await buildInvoice(inside, customer, { dueOn: day('2026-01-28') });
	await followScenario(inside, { channel: 'letter', requiresEarlierContact: false });
	await runDunning(inside);
	const [notice] = await noticesIn(inside);
	expect(notice).toMatchObject({ status: 'to_confirm', channel: 'letter' });
	const confirm = () => unitOfWork(inside, (unit) => confirmNotice(unit, notice!.id));
	return { inside, invoice, noticeId: notice!.id, confirm };
}

const lettersOf = (noticeId: string) =>
	asOwner('select id from letter where notice_id = $1', [noticeId]);
const claimsOf = (noticeId: string) =>
	asOwner('select id from late_charge where notice_id = $1', [noticeId]);

describe('a letter that is confirmed', () => {
	test('after everything was disputed in the evening is not written, and claims nothing', async () => {
		const { inside, invoice, noticeId, confirm } = await waitingLetter();
		setClock(new Date('2026-03-03T18:30:00Z'));
		await buildDispute(inside, invoice);
		await expect(confirm()).rejects.toMatchObject({ code: 'notice_overtaken' });
		expect(await lettersOf(noticeId)).toEqual([]);
		expect(await claimsOf(noticeId)).toEqual([]);
		expect(await noticesIn(inside)).toMatchObject([{ status: 'to_confirm' }]);
	});

	test('after a payment is not written', async () => {
		const { inside, invoice, noticeId, confirm } = await waitingLetter();
		await buildPayment(inside, invoice);
		await expect(confirm()).rejects.toMatchObject({ code: 'notice_overtaken' });
		expect(await lettersOf(noticeId)).toEqual([]);
	});

	test('can be read before as it will be, its interest included, and nothing is kept of that', async () => {
		const { inside, noticeId } = await waitingLetter();
		const { name, content } = await unitOfWork(inside, (unit) => draftLetter(unit, noticeId));
		expect(name).toMatch(/^R-.*-preview\.pdf$/);
		expect((await PDFDocument.load(content)).getPageCount()).toBeGreaterThan(0);
		expect(await lettersOf(noticeId)).toEqual([]);
		const shown = await unitOfWork(inside, (unit) => readNotice(unit, noticeId));
		// 1,000.00 × 12.15 % × 34 / 365, and the fixed sum
		expect(shown.lateCharges?.charges).toEqual([{ minor: 5_132n, currency: 'EUR' }]);
		await unitOfWork(inside, (unit) => confirmNotice(unit, noticeId));
		const written = await unitOfWork(inside, (unit) => readNotice(unit, noticeId));
		expect(written.lateCharges).toMatchObject({
			isDraft: false,
			charges: [{ minor: 5_132n, currency: 'EUR' }]
		});
		await expect(unitOfWork(inside, (unit) => draftLetter(unit, noticeId))).rejects.toMatchObject({
			code: 'conflict'
		});
	});

	test('on a Saturday asks for what is open that day, and says to whom', async () => {
		const { inside, invoice, noticeId, confirm } = await waitingLetter();
		setClock(new Date('2026-03-07T10:00:00Z'));
		await buildPayment(inside, invoice, 30_000n);
		await confirm();
		expect(await lettersOf(noticeId)).toHaveLength(1);
		const [notice] = await noticesIn(inside);
		expect(notice).toMatchObject({
			status: 'done',
			content: { collectible: [{ minor: '70000' }], contactEmail: expect.stringContaining('@') }
		});
	});
});
