import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { reportedState } from '$lib/domain/receivables/reported-payment';
import { unitOfWork } from '$lib/server/db/client';
import { hold } from '$lib/server/db/schema/customers';
import { useDatabase } from '../../support/database';
import { buildPayment } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, type Debtor } from './debtor';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

/** Half of an invoice of 1,000.00 was said to be paid, and is found at the bank. */
async function found(): Promise<Debtor & { claimId: string }> {
	const who = await debtorOf(ours);
	const { claimId } = await who.portal.payments.claim({
		...{ invoiceIds: [who.invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 50_000n },
		...{ currency: 'EUR', reference: '', language: 'fr', idempotencyKey: `said-${who.invoice.id}` }
	});
	await collector().payments.answerClaim({ claimId, verdict: 'found' });
	return { ...who, claimId };
}

const collector = () => callerFor(ours.desk.collector).desk;
const book = ({ customer, invoice }: Debtor, amountMinor: bigint) =>
	collector().payments.record({
		...{ paymentId: uuidv7(), customerId: customer.id, invoiceId: invoice.id },
		...{ receivedOn: localDate('2026-03-03'), amountMinor, currency: 'EUR' }
	});

/** A colleague asks for what is missing all the same. */
async function release({ invoice }: Debtor): Promise<void> {
	const [rest] = await unitOfWork(ours.inside, ({ tx }) =>
		tx
			.select({ id: hold.id })
			.from(hold)
			.where(and(eq(hold.invoiceId, invoice.id), isNull(hold.releasedAt)))
	);
	await collector().customers.release({ holdId: rest!.id, reason: 'À régler.' });
}

/** What its pages say of it. */
async function told({ portal, claimId }: Debtor & { claimId: string }) {
	const [said] = (await portal.payments.form({ invoiceIds: [] })).said;
	const receipt = await portal.payments.claimed({ claimId });
	expect(reportedState(receipt)).toBe(reportedState(said!));
	const { bookedMinor, leftMinor } = receipt;
	return { state: reportedState(receipt), bookedMinor, leftMinor };
}

describe('a payment that was found', () => {
	it('and booked to a part is said to be that, with what is asked for of it', async () => {
		const who = await found();
		await book(who, 48_000n);
		expect(await told(who)).toMatchObject({ state: 'found' });
		await release(who);
		expect(await told(who)).toEqual({
			...{ state: 'part_booked', bookedMinor: 48_000n, leftMinor: 2_000n }
		});
	});

	it('and never booked is not said to have been', async () => {
		const who = await found();
		await release(who);
		expect(await told(who)).toEqual({
			...{ state: 'unbooked', bookedMinor: 0n, leftMinor: 50_000n }
		});
	});

	it('and taken back after it was booked is said to be booked no longer', async () => {
		const who = await found();
		await book(who, 50_000n);
		expect(await told(who)).toMatchObject({ state: 'booked' });
		await buildPayment(ours.inside, who.invoice, -50_000n);
		expect(await told(who)).toEqual({
			...{ state: 'returned', bookedMinor: 0n, leftMinor: 50_000n }
		});
	});
});
