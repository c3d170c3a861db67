import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { saveCreditNotes } from '$lib/server/payments/save-credit-notes';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { statusOf } from '../disputes/traces';

useDatabase();
let ours: Company;
const desk = () => callerFor(ours.desk.collector).desk;
const TAKEN = { message: 'credit_note_taken' };

beforeEach(async () => {
	ours ??= (await buildWorld()).ours;
});

/** A case that grants so much of an invoice of 1,000. */
async function granted(acceptedMinor: bigint, isPaid = false) {
	const invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	const { id: disputeId, reference } = await buildDispute(ours.inside, invoice, {
		claimedMinor: 50_000n
	});
	await desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor },
		explanation: 'Le tarif de mars.'
	});
	if (isPaid) await buildPayment(ours.inside, invoice, 100_000n);
	const [row] = await asOwner<{ id: string }>(
		'select id from credit_request where dispute_id = $1',
		[disputeId]
	);
	const post = (number: string) =>
		desk().credits.post({
			...{ requestId: row!.id, number, on: localDate('2026-03-02'), amountMinor: acceptedMinor }
		});
	return { disputeId, reference, post };
}

/** As an import of the books leaves it. */
async function booked(number: string, totalMinor: bigint) {
	const { id: customerId } = ours.account.customer;
	const fields = { id: uuidv7(), customerId, number, totalMinor, currency: 'EUR' };
	await unitOfWork(ours.inside, (unit) =>
		saveCreditNotes(unit, [{ ...fields, issuedOn: localDate('2026-03-01') }])
	);
}

const toDecide = async (reference: string) =>
	(await desk().disputes.page({ reference })).toDecide.minor;

test('a credit note of one case pays no second one, whatever is free of it', async () => {
	const first = await granted(15_000n, true);
	const second = await granted(10_000n);
	await first.post('AV-ONE');
	await expect(second.post('AV-ONE')).rejects.toMatchObject(TAKEN);
	expect(await statusOf(second.disputeId)).toBe('decided');
	await second.post('AV-TWO');
	await desk().disputes.reopen({ disputeId: second.disputeId, note: 'Le client conteste.' });
	expect(await toDecide(second.reference)).toBe(40_000n);
});

test('nor does it pay a second round of its own case', async () => {
	const one = await granted(15_000n, true);
	await one.post('AV-ROUND');
	const { disputeId } = one;
	await desk().disputes.reopen({ disputeId, note: 'Le client conteste.' });
	await desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor: 5_000n },
		explanation: 'Le reste.'
	});
	await expect(
		desk().disputes.resolve({ disputeId, creditNoteNumber: 'AV-ROUND' })
	).rejects.toMatchObject(TAKEN);
});

test('one the books sent for another amount is refused: nobody granted that', async () => {
	await booked('AV-MORE', 30_000n);
	await booked('AV-LESS', 5_000n);
	await booked('AV-SAME', 10_000n);
	const one = await granted(10_000n);
	const DIFFERS = { message: 'credit_amount_differs' };
	await expect(one.post('AV-MORE')).rejects.toMatchObject(DIFFERS);
	await expect(one.post('AV-LESS')).rejects.toMatchObject(DIFFERS);
	await one.post('AV-SAME');
	expect(await statusOf(one.disputeId)).toBe('resolved');
});

test('of a larger note an older release let a case name, only its part counts as credited', async () => {
	const one = await granted(10_000n);
	await one.post('AV-OLD');
	await asOwner("update credit_note set total_minor = 30000 where number = 'AV-OLD'");
	await desk().disputes.reopen({ disputeId: one.disputeId, note: 'Le client conteste.' });
	expect(await toDecide(one.reference)).toBe(40_000n);
});
