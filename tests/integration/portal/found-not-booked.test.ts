import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { isMissing, reportedState } from '$lib/domain/receivables/reported-payment';
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

/** What its pages say of it, which is one thing on all of them. */
async function told({ portal, invoice, claimId }: Debtor & { claimId: string }) {
	const form = await portal.payments.form({ invoiceIds: [] });
	const receipt = await portal.payments.claimed({ claimId });
	const state = reportedState(receipt);
	expect(reportedState(form.said[0]!)).toBe(state);
	const missing = isMissing(receipt) ? [{ invoiceId: invoice.id, state }] : [];
	expect((await portal.customers.account()).missing).toMatchObject(missing);
	const shown = await portal.invoices.show({ invoiceId: invoice.id });
	expect(shown.missing).toEqual(
		missing.length > 0
			? { invoiceId: invoice.id, state, paidOn: '2026-03-02', amountMinor: 50_000n }
			: null
	);
	expect(form.isAskedAgain).toBe(missing.length > 0);
	const { bookedMinor, leftMinor } = receipt;
	return { state, bookedMinor, leftMinor };
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
