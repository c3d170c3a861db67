import { asc, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { invoice } from '$lib/server/db/schema/invoices';
import { notice } from '$lib/server/db/schema/notices';
import { decideCharge } from '$lib/server/late-charges/decide-charge';
import { withdrawClaimsOf } from '$lib/server/late-charges/withdraw-claims';
import { accruedOf } from '$lib/server/late-charges/accrued';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildContact, buildCustomer, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { untilSomebodyWaits } from '../../support/waiting';
import { buildWorld, type Company } from '../../support/world';
import { confirmedLetter } from '../letters/world';
import { handedOver } from './handed-over';
import { day, noticesIn } from './world';

useDatabase();
let ours: Company;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	await asOwner('truncate organisation cascade');
	({ ours } = await buildWorld());
});

const desk = () => callerFor(ours.desk.collector).desk;

const holdNotice = ({ tx }: Unit, noticeId: string) =>
	tx.select().from(notice).where(eq(notice.id, noticeId)).for('update');

const holdInvoices = ({ tx }: Unit, ids: readonly string[]) =>
	tx
		.select()
		.from(invoice)
		.where(inArray(invoice.id, [...ids]))
		.orderBy(asc(invoice.id))
		.for('update');

interface Claimed {
	noticeId: string;
	invoiceIds: readonly string[];
	inside?: SystemScope;
}

/**
 * `write` begins while somebody who is about to lock the invoices of the notice holds the notice, as
 * whoever claims it does. In another order each would wait for the other.
 */
async function besideAClaim<T>(
	{ noticeId, invoiceIds, inside = ours.inside }: Claimed,
	write: () => Promise<T>
): Promise<T> {
	let writing: Promise<T> | undefined;
	await unitOfWork(inside, async (unit) => {
		await holdNotice(unit, noticeId);
		writing = write();
		writing.catch(() => {});
		await untilSomebodyWaits();
		await holdInvoices(unit, invoiceIds);
	});
	return writing!;
}

/** A customer who promised on the phone, and whose promise nobody recorded yet. */
async function promisedOnPhone() {
	const customer = await buildCustomer(ours.inside);
	await buildContact(ours.inside, customer, { phone: '+33 4 72 00 00 00' });
	const owed = await buildInvoice(ours.inside, customer, {
		issuedOn: day('2026-01-10'),
		dueOn: day('2026-02-10')
	});
	await desk().dunning.runNow();
	const noticeId = (await noticesIn(ours.inside, customer.id))[0]!.id;
	await desk().calls.record({ noticeId, outcome: 'promised', note: 'vendredi' });
	const promise = () =>
		desk().promises.make({
			customerId: customer.id,
			items: [{ invoiceId: owed.id, amountMinor: 100_000n }],
			dueOn: day('2026-03-06'),
			idempotencyKey: noticeId
		});
	return { noticeId, invoiceIds: [owed.id], promise };
}

const statusOf = async (noticeId: string) => (await desk().dunning.notice({ noticeId })).status;

describe('nobody waits in a circle: a notice is locked before its invoices', () => {
	test('by whoever records a promise, and by whoever confirms its call', async () => {
		const { promise, ...call } = await promisedOnPhone();
		expect(await besideAClaim(call, promise)).toMatchObject({ beyond: [] });
		expect(await statusOf(call.noticeId)).toBe('done');
	});

	test('and both at the same time are done, one after the other', async () => {
		const { promise, noticeId } = await promisedOnPhone();
		let both: Promise<unknown[]> | undefined;
		await unitOfWork(ours.inside, async (unit) => {
			await holdNotice(unit, noticeId);
			both = Promise.all([
				promise(),
				desk()
					.dunning.confirm({ noticeId })
					.catch(() => 'late')
			]);
			await untilSomebodyWaits();
		});
		expect((await both!)[0]).toMatchObject({ beyond: [] });
		expect(await statusOf(noticeId)).toBe('done');
	});

	test('by whoever takes a customer back from the lawyers', async () => {
		const { inside, noticeId, customerId, invoice: owed, desk: theirs } = await handedOver();
		await besideAClaim({ noticeId, invoiceIds: [owed.id], inside }, () =>
			theirs.dunning.takeBack({ customerId, reason: 'Accord' })
		);
		expect((await theirs.dunning.notice({ noticeId })).status).toBe('cancelled');
	});

	test('by whoever writes a letter again', async () => {
		const { letterId, noticeId, invoices } = await confirmedLetter(ours, { name: 'Revenu' });
		await desk().letters.post({ letterIds: [letterId], on: '2026-03-03' });
		await desk().letters.cameBack({ letterId, reason: 'NPAI' });
		const old = { noticeId, invoiceIds: invoices.map(({ id }) => id) };
		const again = await besideAClaim(old, () =>
			desk().letters.writeAgain({ letterId, address: '12 rue Neuve\n69001 Lyon' })
		);
		expect(await statusOf(again.noticeId)).toBe('to_confirm');
	});

	test('and invoices in the order of their ids, by whoever withdraws what a letter claimed', async () => {
		const { noticeId, invoices } = await confirmedLetter(ours, { name: 'Deux', invoices: 2 });
		const [first, last] = invoices.map(({ id }) => id).sort();
		await unitOfWork(ours.inside, (unit) => withdrawClaimsOf(unit, noticeId, 'Repris'));
		for (const invoiceId of [last!, first!]) await claimFee(noticeId, invoiceId);
		let withdrawing: Promise<unknown> | undefined;
		await unitOfWork(ours.inside, async (unit) => {
			await holdInvoices(unit, [first!]);
			withdrawing = unitOfWork(ours.inside, (other) => withdrawClaimsOf(other, noticeId, 'Payé'));
			withdrawing.catch(() => {});
			await untilSomebodyWaits();
			await holdInvoices(unit, [last!]);
		});
		await expect(withdrawing).resolves.toBeUndefined();
	});
});

const claimFee = (noticeId: string, invoiceId: string) =>
	unitOfWork(ours.inside, async (unit) => {
		const [accrued] = await accruedOf(unit, [invoiceId], unit.today);
		const amountMinor = accrued!.standing.fixed_fee.undecidedMinor;
		await decideCharge(unit, 'claimed', { invoiceId, kind: 'fixed_fee', amountMinor, noticeId });
	});
