import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { useDatabase } from '../../support/database';
import { buildContact, buildCustomer, buildInvoice, buildPayment } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	const named = ({ account }: Company, userId: string, staff: Company) =>
		callerFor(staff.desk.admin).desk.customers.setOfficer({
			customerId: account.customer.id,
			userId
		});
	await named(ours, ours.users.collector.id, ours);
	await named(other, other.users.collector.id, other);
});
const day = (role: keyof Company['desk'] = 'collector', company = ours) =>
	callerFor(company.desk[role]).desk.worklist.day({});
const keys = async (...of: Parameters<typeof day>) => (await day(...of)).rows.map(({ key }) => key);

test('an account of mine is to chase for what is late and not contested, and of nobody else', async () => {
	const row = (await day()).rows.find(({ kind }) => kind === 'account');
	expect(row).toMatchObject({
		who: 'Customer m1',
		// 1,000.00 and the 600.00 of 800.00 that are not contested.
		amounts: [{ minor: 160_000n, currency: 'EUR' }],
		href: '/customers/M1',
		daysLate: 10
	});
	expect(await keys()).not.toContain('account:M2');
	expect((await keys()).filter((key) => key.includes('N1'))).toEqual([]);
	expect(await keys('collector', other)).toContain('account:N1');
});

test('who may not run reminders is shown none of them', async () => {
	for (const role of ['resolver', 'executive', 'approver'] as const)
		expect((await day(role)).rows.filter(({ kind }) => kind !== 'case')).toEqual([]);
});

test('a pause takes the row away and counts as done, for whoever made it and on that day only', async () => {
	const before = await day();
	await callerFor(ours.desk.collector).desk.customers.hold({
		customerId: ours.account.customer.id,
		kind: 'manual',
		reason: 'Comptable absente',
		untilOn: localDate('2026-03-06')
	});
	const after = await day();
	expect(after.rows.map(({ key }) => key)).not.toContain('account:M1');
	expect([after.left, after.done]).toEqual([before.left - 1, before.done + 1]);
	expect((await day('admin')).done).toBe(0);
	expect((await day('collector', other)).done).toBe(0);
	setClock(new Date('2026-03-09T10:00:00Z'));
	expect(await keys()).toContain('account:M1');
	expect((await day()).done).toBe(0);
	setClock(new Date('2026-03-03T10:00:00Z'));
});

test('over days: nothing before the due date, a row after it, a promise hides it, broken it comes back first, paid it goes', async () => {
	const customer = await buildCustomer(ours.inside, {
		code: 'DAYS',
		collectorId: ours.users.collector.id
	});
	await buildContact(ours.inside, customer);
	const invoice = await buildInvoice(ours.inside, customer, {
		dueOn: localDate('2026-03-04'),
		totalMinor: 40_000n
	});
	const mine = async () => (await keys()).filter((key) => key.endsWith(':DAYS'));
	expect(await mine()).toEqual([]);
	setClock(new Date('2026-03-06T10:00:00Z'));
	expect(await mine()).toEqual(['account:DAYS']);
	await callerFor(ours.desk.collector).desk.promises.make({
		customerId: customer.id,
		items: [{ invoiceId: invoice.id, amountMinor: 40_000n }],
		dueOn: localDate('2026-03-10'),
		idempotencyKey: 'days'
	});
	expect(await mine()).toEqual([]);
	setClock(new Date('2026-03-20T10:00:00Z'));
	expect(await mine()).toEqual(['promise:DAYS']);
	await buildPayment(ours.inside, invoice);
	expect(await mine()).toEqual([]);
	setClock(new Date('2026-03-03T10:00:00Z'));
});
