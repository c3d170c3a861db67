import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { deliverDue } from '$lib/server/delivery/deliver';
import '$lib/server/jobs/notice-hooks';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	// What the house set itself, nobody there said.
	await asOwner("update dispute set source = 'desk'");
	for (const { account, users, desk } of [ours, other])
		await callerFor(desk.admin).desk.customers.setOfficer({
			customerId: account.customer.id,
			userId: users.collector.id
		});
});

const lastContact = async ({ desk, account }: Company) =>
	(await callerFor(desk.collector).desk.worklist.day({})).rows.find(
		({ customerCode }) => customerCode === account.customer.code
	)?.lastContact;

const ask = async (company: Company) =>
	callerFor(await portalScopeOf(company.account.portalPath)).portal.customers.write({
		...{ kind: 'question', body: 'Où en est ma facture ?', invoiceIds: [], language: 'fr' },
		idempotencyKey: uuidv7()
	} as never);

test('a row says when its customer was last written to or heard of, whoever it was', async () => {
	expect(await lastContact(ours)).toBeNull();
	await ask(ours);
	expect(await lastContact(ours)).toEqual({ on: '2026-03-03', way: 'theirs' });
	setClock(new Date('2026-03-04T10:00:00Z'));
	await callerFor(ours.desk.collector).desk.dunning.runNow();
	expect(await lastContact(ours)).toMatchObject({ way: 'theirs' });
	await deliverDue();
	expect(await lastContact(ours)).toEqual({ on: '2026-03-04', way: 'email' });
	expect(await lastContact(other)).toBeNull();
});

test('what is for a colleague is no contact with the customer', async () => {
	await callerFor(other.desk.collector).desk.disputes.post({
		...{ disputeId: other.account.dispute.id, audience: 'internal', body: 'To check.' },
		...{ needsReply: false, idempotencyKey: uuidv7(), files: [] }
	});
	await deliverDue();
	expect(await lastContact(other)).toBeNull();
});

test('the day is one of the house: late in the evening it is still today', async () => {
	setClock(new Date('2026-03-05T22:30:00Z'));
	await ask(ours);
	expect((await lastContact(ours))?.on).toBe('2026-03-05');
	setClock(new Date('2026-03-05T23:30:00Z'));
	await ask(ours);
	expect((await lastContact(ours))?.on).toBe('2026-03-06');
});

test('a promise taken by phone, and what he contested by phone, are contacts with him; what was noted by mistake is none', async () => {
	const { customer, overdue } = ours.account;
	const { desk } = callerFor(ours.desk.collector);
	const before = await lastContact(ours);
	setClock(new Date('2026-03-09T10:00:00Z'));
	const { promiseId } = await desk.promises.make({
		...{ customerId: customer.id, items: [{ invoiceId: overdue.id, amountMinor: 1_000n }] },
		...{ source: 'phone', dueOn: localDate('2026-03-12'), idempotencyKey: uuidv7() }
	});
	expect(await lastContact(ours)).toEqual({ on: '2026-03-09', way: 'call' });
	await desk.promises.withdraw({ promiseId, because: 'by_mistake', note: 'Autre client.' });
	expect(await lastContact(ours)).toEqual(before);
	setClock(new Date('2026-03-10T10:00:00Z'));
	const other = await buildInvoice(ours.inside, customer);
	await buildDispute(ours.inside, other, { source: 'phone' });
	expect(await lastContact(ours)).toEqual({ on: '2026-03-10', way: 'call' });
});
