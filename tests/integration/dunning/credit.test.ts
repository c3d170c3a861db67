import { describe, expect, test } from 'vitest';
import type { SystemScope } from '$lib/server/auth/scope';
import { useDatabase } from '../../support/database';
import {
	buildCredit,
	buildHold,
	buildInvoice,
	buildPortalLink,
	buildUser,
	type CustomerRow
} from '../../support/factories';
import { callerFor, deskScopeOf, portalScopeOf } from '../../support/scopes';
import { day, organisationWithDebtor } from './world';

useDatabase();

const staffOf = async (inside: SystemScope) =>
	callerFor(deskScopeOf(await buildUser(inside, { role: 'collector' }), inside)).desk;

/** What the mail, the staff page and the customer's own page say is overdue. */
async function figures(inside: SystemScope, customer: CustomerRow, portalPath: string) {
	const staff = await staffOf(inside);
	const { decision } = await staff.dunning.whyCustomer({ customerId: customer.id });
	const { balance } = await staff.customers.page({ code: customer.code });
	const account = await callerFor(await portalScopeOf(portalPath)).portal.customers.account();
	return { decision, balance, account };
}

const euros = (minor: bigint) => [{ minor, currency: 'EUR' }];

describe('money received for no invoice', () => {
	test('is deducted from the same total in the mail, on the staff page and on the portal', async () => {
		const { inside, customer, contact, invoice } = await organisationWithDebtor();
		await buildInvoice(inside, customer, { dueOn: day('2026-03-20'), totalMinor: 70_000n });
		await buildCredit(inside, customer);
		const portalPath = await buildPortalLink(inside, contact);
		const { decision, balance, account } = await figures(inside, customer, portalPath);
		const asked = euros(invoice.totalMinor - 55_131n);
		expect(decision).toMatchObject({ overdue: asked, credit: euros(55_131n) });
		expect(balance).toMatchObject({ overdue: asked, deducted: euros(55_131n), left: [] });
		expect(account).toMatchObject({
			overdue: asked,
			deducted: euros(55_131n),
			upcoming: euros(70_000n)
		});
		expect(account.total).toEqual(euros(invoice.totalMinor + 70_000n - 55_131n));
	});

	test('that covers an invoice wholly leaves it out everywhere', async () => {
		const { inside, customer, contact, invoice } = await organisationWithDebtor();
		await buildInvoice(inside, customer, { dueOn: day('2026-02-25'), totalMinor: 70_000n });
		await buildCredit(inside, customer, 110_000n);
		const portalPath = await buildPortalLink(inside, contact);
		const { decision, balance, account } = await figures(inside, customer, portalPath);
		expect(decision.overdue).toEqual(euros(60_000n));
		expect(balance).toMatchObject({ overdue: euros(60_000n), covered: [invoice.id] });
		expect(account.overdue).toEqual(euros(60_000n));
		// In the order of the page: what is to pay stands first.
		expect(account.open.map(({ id, state }) => [id === invoice.id, state])).toEqual([
			[false, 'overdue'],
			[true, 'covered']
		]);
		const { portal } = callerFor(await portalScopeOf(portalPath));
		expect((await portal.invoices.show({ invoiceId: invoice.id })).state).toBe('covered');
	});
});

describe('a customer in dispute as a whole', () => {
	test('still sees what is overdue, since when, and that reminders rest', async () => {
		const { inside, customer, contact } = await organisationWithDebtor();
		await buildHold(inside, customer, { kind: 'customer_in_dispute', reason: 'Contrat' });
		const portalPath = await buildPortalLink(inside, contact);
		const { balance, account } = await figures(inside, customer, portalPath);
		expect(account).toMatchObject({ overdue: [], overduePaused: euros(100_000n) });
		expect(account.open).toMatchObject([
			{ state: 'overdue', daysLate: 10, pause: { kind: 'customer_in_dispute' } }
		]);
		expect(balance).toMatchObject({ overdue: [], overduePaused: euros(100_000n) });
	});
});

describe('what was promised by telephone', () => {
	const promiseOf = async (made: Made, amountMinor: bigint) =>
		(await staffOf(made.inside)).promises.make({
			customerId: made.customer.id,
			items: [{ invoiceId: made.invoice.id, amountMinor }],
			dueOn: day('2026-03-16'),
			idempotencyKey: 'telephone'
		});
	type Made = Awaited<ReturnType<typeof organisationWithDebtor>>;

	test('is not asked for: it stands by itself, for its day, on both pages', async () => {
		const made = await organisationWithDebtor();
		await promiseOf(made, made.invoice.totalMinor);
		const portalPath = await buildPortalLink(made.inside, made.contact);
		const { balance, account } = await figures(made.inside, made.customer, portalPath);
		const promised = {
			overdue: [],
			overduePromised: euros(made.invoice.totalMinor),
			promisedFor: [day('2026-03-16')]
		};
		expect(balance).toMatchObject(promised);
		// Two working days later its money may still come: the customer reads until when nothing is asked.
		expect(account).toMatchObject({
			...promised,
			promisedFor: [{ on: day('2026-03-16'), untilOn: day('2026-03-18') }]
		});
		expect(account.open).toMatchObject([
			{ state: 'promised', promise: { minor: made.invoice.totalMinor, on: day('2026-03-16') } }
		]);
		const { portal } = callerFor(await portalScopeOf(portalPath));
		const shown = await portal.invoices.show({ invoiceId: made.invoice.id });
		expect(shown).toMatchObject({ state: 'promised', collectibleMinor: 0n });
	});

	test('in part leaves the rest to pay, as the reminder asks for it', async () => {
		const made = await organisationWithDebtor();
		await promiseOf(made, 30_000n);
		const portalPath = await buildPortalLink(made.inside, made.contact);
		const { decision, balance, account } = await figures(made.inside, made.customer, portalPath);
		const asked = euros(made.invoice.totalMinor - 30_000n);
		expect(decision.overdue).toEqual(asked);
		expect(balance).toMatchObject({ overdue: asked, overduePromised: euros(30_000n) });
		expect(account).toMatchObject({ overdue: asked, overduePromised: euros(30_000n) });
		expect(account.open).toMatchObject([{ state: 'overdue', promise: { minor: 30_000n } }]);
	});
});
