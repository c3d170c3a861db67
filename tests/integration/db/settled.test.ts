import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { allocation } from '$lib/server/db/schema/payments';
import { openInvoices } from '$lib/server/invoices/queries';
import { asOwner, useDatabase } from '../../support/database';
import { buildInvoice, buildPayment, type InvoiceRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => ({ ours, other } = await buildWorld()));

/** What the columns say that the rows do not. */
const wrong = () =>
	asOwner(
		`select 'invoice' as of, id from invoice i where settled_minor <>
			(select coalesce(sum(amount_minor), 0) from allocation a where a.organisation_id = i.organisation_id and a.invoice_id = i.id)
		 union all select 'payment', id from payment p where used_minor <>
			(select coalesce(sum(amount_minor), 0) from allocation a where a.organisation_id = p.organisation_id and a.payment_id = p.id)
		 union all select 'credit note', id from credit_note c where used_minor <>
			(select coalesce(sum(amount_minor), 0) from allocation a where a.organisation_id = c.organisation_id and a.credit_note_id = c.id)`,
		[]
	);
const openOf = async (of: InvoiceRow) =>
	(await unitOfWork(ours.inside, (unit) => openInvoices(unit, { invoiceIds: [of.id] })))[0]!
		.openMinor;

test('what is open follows every payment, in part or whole, taken back, moved or removed', async () => {
	const of = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	expect(await openOf(of)).toBe(100_000n);
	const paid = await buildPayment(ours.inside, of, 40_000n);
	expect(await openOf(of)).toBe(60_000n);
	await callerFor(ours.desk.collector).desk.payments.record({
		...{ paymentId: uuidv7(), customerId: of.customerId, invoiceId: of.id, currency: 'EUR' },
		...{ amountMinor: 10_000n, receivedOn: localDate('2026-03-02') }
	});
	expect(await openOf(of)).toBe(50_000n);
	expect(await wrong()).toEqual([]);
	const twin = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	await asOwner(
		'update allocation set invoice_id = $2, amount_minor = 30000 where payment_id = $1',
		[paid.id, twin.id]
	);
	expect(await openOf(twin)).toBe(70_000n);
	await asOwner('delete from allocation where payment_id = $1', [paid.id]);
	expect(await openOf(twin)).toBe(100_000n);
	expect(await wrong()).toEqual([]);
});

test('two who pay the same invoice at once are both counted', async () => {
	const of = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	await Promise.all(Array.from({ length: 6 }, () => buildPayment(ours.inside, of, 1_000n)));
	expect(await openOf(of)).toBe(94_000n);
	expect(await wrong()).toEqual([]);
});

test('nobody settles what another organisation owes', async () => {
	const of = await buildInvoice(other.inside, other.account.customer);
	const work = unitOfWork(ours.inside, (unit) =>
		unit.tx.insert(allocation).values({
			...{ organisationId: ours.inside.organisationId, id: uuidv7(), customerId: of.customerId },
			...{ invoiceId: of.id, paymentId: uuidv7(), allocatedOn: unit.today, amountMinor: 1n },
			createdAt: unit.now
		})
	);
	await expect(work).rejects.toThrow();
	expect(await wrong()).toEqual([]);
});
