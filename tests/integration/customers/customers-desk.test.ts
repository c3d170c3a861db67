import { beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildCustomer } from '../../support/factories';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const desk = () => callerFor(ours.desk.collector).desk;
const code = async (work: Promise<unknown>) => {
	const error = (await work.catch((e: unknown) => e)) as {
		cause?: { code?: string; field?: string };
	};
	return [error.cause?.code, error.cause?.field];
};

test('balances are open, overdue and disputed, per customer, of this organisation only', async () => {
	const { rows, total } = await desk().customers.list({});
	expect(total).toBe(2);
	expect(rows[0]).toMatchObject({
		code: 'M1',
		name: 'Customer m1',
		open: [{ minor: 230_000n, currency: 'EUR' }],
		overdue: [{ minor: 160_000n, currency: 'EUR' }],
		disputed: [{ minor: 20_000n, currency: 'EUR' }],
		inDispute: false,
		held: false
	});
});

test('a customer is found by name, code or one of its invoice numbers', async () => {
	const found = async (q: string) =>
		(await desk().customers.list({ q })).rows.map((row) => row.code);
	expect(await found('customer m2')).toEqual(['M2']);
	expect(await found('m1-soon')).toEqual(['M1']);
	expect(await found('_')).toEqual([]);
	expect(await found('N1')).toEqual([]);
});

test('the list is read 25 at a time, each page at its own address', async () => {
	for (let number = 0; number < 30; number++)
		await buildCustomer(ours.inside, { code: `P${number}`, name: `Paged ${number}` });
	const page = (number: number) => desk().customers.list({ q: 'Paged', page: number });
	const [first, second, third] = [await page(1), await page(2), await page(3)];
	expect(first).toMatchObject({ total: 30, pages: 2 });
	expect([first, second, third].map(({ rows }) => rows.length)).toEqual([25, 5, 0]);
	expect(new Set([...first.rows, ...second.rows].map((row) => row.code)).size).toBe(30);
});

test('a whole customer in dispute is held until somebody releases it', async () => {
	const { id } = ours.neighbour.customer;
	await desk().customers.hold({
		customerId: id,
		kind: 'customer_in_dispute',
		reason: 'Contrat contesté'
	});
	await desk().customers.hold({
		customerId: id,
		kind: 'customer_in_dispute',
		reason: 'Contrat contesté, avocat saisi'
	});
	expect(
		(await desk().customers.list({ view: 'disputed' })).rows.map((row) => [row.code, row.inDispute])
	).toContainEqual(['M2', true]);
	const { holds } = await desk().customers.page({ code: 'M2' });
	expect(holds).toMatchObject([
		{
			kind: 'customer_in_dispute',
			reason: 'Contrat contesté, avocat saisi',
			createdBy: 'collector m'
		}
	]);
	await desk().customers.release({ holdId: holds[0]!.id, reason: 'Accord signé' });
	expect((await desk().customers.page({ code: 'M2' })).holds).toEqual([]);
	expect(await auditOf(id)).toEqual(['customer.held', 'customer.held', 'customer.hold_released']);
	expect(
		await code(desk().customers.release({ holdId: holds[0]!.id, reason: 'Accord signé' }))
	).toEqual(['not_found', undefined]);
});

test('a pause needs a reason and a day to come', async () => {
	const hold = (fields: object) =>
		code(
			desk().customers.hold({
				customerId: ours.account.customer.id,
				kind: 'manual',
				reason: 'Congés',
				...fields
			})
		);
	expect(await hold({ reason: ' ' })).toEqual(['explanation_required', 'reason']);
	expect(await hold({})).toEqual(['required', 'untilOn']);
	expect(await hold({ untilOn: '2026-03-02' })).toEqual(['date_in_past', 'untilOn']);
	expect(await hold({ untilOn: '2026-03-31', invoiceId: ours.neighbour.overdue.id })).toEqual([
		'not_found',
		'invoiceId'
	]);
	expect(await hold({ untilOn: '2026-03-31', customerId: other.account.customer.id })).toEqual([
		'not_found',
		undefined
	]);
	expect((await desk().customers.page({ code: 'M1' })).holds).toEqual([]);
});

test('only whoever may hold a customer does', async () => {
	const as = callerFor(ours.desk.resolver).desk;
	expect(
		await code(
			as.customers.hold({ customerId: ours.account.customer.id, kind: 'opted_out', reason: 'x' })
		)
	).toEqual(['not_allowed', undefined]);
	expect(
		await code(
			as.payments.record({
				paymentId: uuidv7(),
				customerId: ours.account.customer.id,
				receivedOn: '2026-03-03',
				amountMinor: 1n,
				currency: 'EUR'
			})
		)
	).toEqual(['not_allowed', undefined]);
});

test('a payment settles the oldest undisputed amounts first, once', async () => {
	const payment = {
		paymentId: uuidv7(),
		customerId: ours.neighbour.customer.id,
		receivedOn: '2026-03-02',
		amountMinor: 165_000n,
		currency: 'EUR',
		reference: 'VIR 4471'
	};
	const first = await desk().payments.record(payment);
	expect(first).toMatchObject({ isNew: true, leftMinor: 0n });
	expect(await desk().payments.record(payment)).toMatchObject({ isNew: false });
	const { invoices } = await desk().customers.page({ code: 'M2' });
	expect(invoices.map((row) => [row.number, row.openMinor])).toEqual([
		['M2-contested', 20_000n],
		['M2-soon', 45_000n]
	]);
	expect(await auditOf(payment.paymentId)).toEqual(['payment.recorded']);
});

test('a payment of nothing, of tomorrow, of another currency or of somebody else is refused', async () => {
	const payment = {
		paymentId: uuidv7(),
		customerId: ours.account.customer.id,
		receivedOn: '2026-03-03',
		amountMinor: 100n,
		currency: 'EUR'
	};
	const refused = (fields: object) => code(desk().payments.record({ ...payment, ...fields }));
	expect(await refused({ amountMinor: 0n })).toEqual(['amount_not_positive', 'amount']);
	expect(await refused({ receivedOn: '2026-03-04' })).toEqual(['date_invalid', 'receivedOn']);
	expect(await refused({ currency: 'GBP', invoiceId: ours.account.overdue.id })).toEqual([
		'not_found',
		'invoiceId'
	]);
	expect(await refused({ customerId: other.account.customer.id })).toEqual([
		'not_found',
		undefined
	]);
	expect(await asOwner('select id from payment where id = $1', [payment.paymentId])).toEqual([]);
});

test('more than everything owed stays a credit', async () => {
	const result = await desk().payments.record({
		paymentId: uuidv7(),
		customerId: ours.account.customer.id,
		receivedOn: '2026-03-03',
		amountMinor: 250_000n,
		currency: 'EUR'
	});
	expect(result.leftMinor).toBe(20_000n);
	expect((await desk().customers.page({ code: 'M1' })).invoices).toEqual([]);
});

test('pages of another organisation do not exist', async () => {
	expect(await code(desk().customers.page({ code: 'N1' }))).toEqual(['not_found', undefined]);
	expect(await code(desk().invoices.page({ id: other.account.overdue.id }))).toEqual([
		'not_found',
		undefined
	]);
	expect(await desk().invoices.page({ id: ours.account.paid.id })).toMatchObject({
		openMinor: 0n,
		settlements: [{ amountMinor: 30_000n }]
	});
});
