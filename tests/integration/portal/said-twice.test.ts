import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { hold } from '$lib/server/db/schema/customers';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { debtorOf, type Debtor } from './debtor';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});
afterEach(() => setClock(TEST_INSTANT));

/** Half of an invoice of 1,000.00, paid on the same day whenever it is said. */
async function say({ invoice, portal }: Debtor, key: string, day: number) {
	setClock(new Date(Date.UTC(2026, 2, day, 9)));
	const { claimId } = await portal.payments.claim({
		...{ invoiceIds: [invoice.id], paidOn: localDate('2026-03-02'), amountMinor: 50_000n },
		...{ currency: 'EUR', reference: '', language: 'fr', idempotencyKey: `${key}-${invoice.id}` }
	});
	return claimId;
}

const collector = () => callerFor(ours.desk.collector).desk;
const find = (claimId: string) => collector().payments.answerClaim({ claimId, verdict: 'found' });
const pay = ({ customer, invoice }: Debtor, amountMinor: bigint) =>
	collector().payments.record({
		...{ paymentId: uuidv7(), customerId: customer.id, invoiceId: invoice.id },
		...{ receivedOn: localDate('2026-03-03'), amountMinor, currency: 'EUR' }
	});
const restsOn = ({ invoice }: Debtor) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx
			.select({ amountMinor: hold.amountMinor, untilOn: hold.untilOn })
			.from(hold)
			.where(and(eq(hold.invoiceId, invoice.id), isNull(hold.releasedAt)))
	);
const askedOf = async ({ portal }: Debtor) =>
	(await portal.customers.account()).overdue.map(({ minor }) => minor);
const verdicts = async ({ portal }: Debtor) =>
	(await portal.payments.form({ invoiceIds: [] })).said.map(({ verdict, rests, isBooked }) => ({
		...{ verdict, rests, isBooked }
	}));

describe('a payment that is said twice and found', () => {
	it.each(['the first', 'the second', 'both'])('rests once: %s', async (which) => {
		const who = await debtorOf(ours);
		const said = [await say(who, 'one', 3), await say(who, 'two', 5)];
		if (which !== 'the second') await find(said[0]!);
		if (which !== 'the first') await find(said[1]!);
		expect(await restsOn(who)).toEqual([{ amountMinor: 50_000n, untilOn: null }]);
		expect(await askedOf(who)).toEqual([50_000n]);
		const found = { verdict: 'found', rests: true, isBooked: false };
		expect(await verdicts(who)).toEqual([found, found]);
	});

	it('was booked before it was said again: nothing more rests', async () => {
		const who = await debtorOf(ours);
		await say(who, 'one', 3);
		setClock(new Date('2026-03-04T09:00:00Z'));
		await pay(who, 50_000n);
		await find(await say(who, 'two', 5));
		expect(await restsOn(who)).toEqual([]);
		expect(await askedOf(who)).toEqual([50_000n]);
		expect((await verdicts(who)).map(({ isBooked }) => isBooked)).toEqual([true, true]);
	});

	it('of another day is another payment, which rests beside it', async () => {
		const who = await debtorOf(ours);
		await say(who, 'one', 3);
		const { claimId } = await who.portal.payments.claim({
			...{ invoiceIds: [who.invoice.id], paidOn: localDate('2026-03-01'), amountMinor: 50_000n },
			...{ currency: 'EUR', reference: '', language: 'fr', idempotencyKey: 'another-day-000' }
		});
		await find(claimId);
		expect((await restsOn(who)).map(({ amountMinor }) => amountMinor)).toEqual([50_000n, 50_000n]);
	});
});
