import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, localDate } from '$lib/domain/calendar';
import { MOST_AT_ONCE, MOST_LISTED } from '$lib/domain/receivables/at-once';
import type { SystemScope } from '$lib/server/auth/scope';
import { chunks } from '$lib/server/db/chunks';
import { unitOfWork } from '$lib/server/db/client';
import { insertMany } from '$lib/server/db/many-rows';
import { delivery } from '$lib/server/db/schema/delivery';
import { invoice } from '$lib/server/db/schema/invoices';
import { paymentClaimItem } from '$lib/server/db/schema/payment-claims';
import { promiseItem } from '$lib/server/db/schema/promises';
import { useDatabase } from '../../support/database';
import {
	buildContact,
	buildCredit,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPayment,
	buildPortalLink,
	type CustomerRow
} from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

/** More than one form names, and more than one statement inserts. */
const LATE = MOST_AT_ONCE + 50;
const SOON = 60;
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	// Somebody elsewhere owes as much: none of it is ever counted here.
	await manyInvoices(other.inside, other.account.customer, LATE, 'X');
});

const LAST_DAY = localDate('2026-02-20');
const NEXT_DAY = localDate('2026-04-01');

/** 1.01, 1.02, … euros, one late day after the other. */
async function manyInvoices(
	inside: SystemScope,
	of: CustomerRow,
	count: number,
	prefix: string,
	lastDueOn = LAST_DAY
): Promise<string[]> {
	return unitOfWork(inside, async ({ tx, scope, now }) => {
		const rows = Array.from({ length: count }, (_, place) => ({
			id: uuidv7(),
			number: `${prefix}-${String(place).padStart(5, '0')}`,
			issuedOn: addDays(lastDueOn, -30 - (place % 300)),
			dueOn: addDays(lastDueOn, -(place % 300)),
			totalMinor: BigInt(101 + place)
		}));
		const shared = {
			...{ organisationId: scope.organisationId, customerId: of.id, currency: 'EUR' },
			createdAt: now
		};
		for (const part of chunks(rows)) await tx.execute(insertMany(invoice, part, shared));
		return rows.map(({ id }) => id);
	});
}

const sumOf = (count: number): bigint => (BigInt(count) * BigInt(count + 201)) / 2n;

let debtors = 0;
async function debtor() {
	const tag = ++debtors;
	const customer = await buildCustomer(ours.inside);
	const contact = await buildContact(ours.inside, customer);
	const late = await manyInvoices(ours.inside, customer, LATE, `LATE${tag}`);
	const soon = await manyInvoices(
		ours.inside,
		customer,
		SOON,
		`SOON${tag}`,
		addDays(NEXT_DAY, 300)
	);
	const { portal } = callerFor(await portalScopeOf(await buildPortalLink(ours.inside, contact)));
	return { tag, customer, portal, late, soon };
}
const euros = (minor: bigint) => [{ minor, currency: 'EUR' }];
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		({ cause }: { cause: { code: string; details: unknown } }) => cause
	);
const count = <T extends typeof promiseItem | typeof paymentClaimItem>(table: T, of: CustomerRow) =>
	unitOfWork(ours.inside, async ({ tx }) => tx.$count(table, eq(table.customerId, of.id)));
const DAY = localDate('2026-03-13');
const makes = (every: string, idempotencyKey: string) => ({
	...{ invoiceIds: [], every, days: [DAY], language: 'fr' as const, idempotencyKey }
});
const says = (amountMinor: bigint, idempotencyKey: string) => ({
	...{ invoiceIds: [], every: 'overdue' as const, paidOn: localDate('2026-03-02') },
	...{ amountMinor, currency: 'EUR', language: 'fr' as const, idempotencyKey }
});

describe('the account', () => {
	it('adds up all invoices and lists one page, on which any of them is found by its number', async () => {
		const { tag, customer, portal, late } = await debtor();
		const contested = await buildInvoice(ours.inside, customer, { dueOn: LAST_DAY });
		await buildDispute(ours.inside, contested, { claimedMinor: 40_000n });
		const account = await portal.customers.account();
		expect(account.overdue).toEqual(euros(sumOf(LATE) + 60_000n));
		expect(account.upcoming).toEqual(euros(sumOf(SOON)));
		expect(account.disputed).toEqual(euros(40_000n));
		expect(account.total).toEqual(euros(sumOf(LATE) + sumOf(SOON) + 100_000n));
		expect(account.open).toHaveLength(MOST_LISTED);
		expect(account).toMatchObject({ found: LATE + SOON + 1, page: 1, searchable: true });
		const found = await portal.customers.account({
			q: `late${tag}-${String(LATE - 1).padStart(5, '0')}`
		});
		expect(found.open.map(({ id }) => id)).toEqual([late.at(-1)]);
		expect(found.overdue).toEqual(account.overdue);
	});

	it('keeps what was chosen while pages are turned, and nothing that is not his', async () => {
		const { portal, late } = await debtor();
		const [stranger] = await manyInvoices(ours.inside, ours.neighbour.customer, 1, 'Z');
		const first = (await portal.customers.account()).open.map(({ id }) => id);
		const onThird = (await portal.customers.account({ page: 3 })).open.map(({ id }) => id);
		const invoiceIds = [first[0]!, onThird[7]!, stranger!, uuidv7()];
		const third = await portal.customers.account({ page: 3, invoiceIds });
		expect([...third.chosen].sort()).toEqual([first[0], onThird[7]].sort());
		expect(third.elsewhere.map(({ id }) => id)).toEqual([first[0]]);
		expect(third.elsewhere[0]!.minor).toBe(BigInt(101 + late.indexOf(first[0]!)));
		const second = await portal.customers.account({ page: 2, invoiceIds });
		expect(second.elsewhere).toHaveLength(2);
	});
});

describe('a promise', () => {
	it('is about everything late without naming it, for the sum that was shown', async () => {
		const { customer, portal, soon } = await debtor();
		const form = await portal.promises.form();
		expect(form).toMatchObject({ invoices: [], chosen: [], isAll: false, isPossible: true });
		expect(form.every).toMatchObject({ count: LATE, isLate: true, sums: euros(sumOf(LATE)) });
		const made = await portal.promises.make(makes(form.every!.key, 'every-late'));
		expect(made.decided).toBe(true);
		expect(await count(promiseItem, customer)).toBe(LATE);
		expect(await portal.promises.make(makes(form.every!.key, 'every-late'))).toEqual(made);
		const account = await portal.customers.account();
		expect(account.overdue).toEqual([]);
		expect(account.overduePromised).toEqual(euros(sumOf(LATE)));
		expect((await portal.promises.form()).every).toMatchObject({
			count: soon.length,
			isLate: false
		});
		const { lines } = await portal.promises.made({ promiseId: made.promiseId });
		expect(lines.join('\n')).toMatch(/et 1\s040 autres/);
	});

	it('is refused with the new sum when one of them was paid meanwhile', async () => {
		const { customer, portal, late } = await debtor();
		const { every } = await portal.promises.form();
		await unitOfWork(ours.inside, async ({ tx }) =>
			tx.select().from(invoice).where(eq(invoice.id, late[0]!))
		).then(([row]) => buildPayment(ours.inside, row!));
		const refused = await refusal(portal.promises.make(makes(every!.key, 'every-stale')));
		expect(refused).toMatchObject({ code: 'sum_changed' });
		expect(await count(promiseItem, customer)).toBe(0);
		const fresh = await portal.promises.form();
		expect(fresh.every).toMatchObject({ count: LATE - 1, sums: euros(sumOf(LATE) - 101n) });
	});

	it('lists those that were named, wherever they stand', async () => {
		const { portal, late } = await debtor();
		const named = [late[3]!, late[700]!];
		const form = await portal.promises.form({ invoiceIds: named });
		expect(form.invoices.map(({ id }) => id).sort()).toEqual([...named].sort());
		expect(form).toMatchObject({ every: null, isAll: false });
		await portal.promises.make({
			...{ invoiceIds: named, days: [DAY], language: 'fr', idempotencyKey: 'two-of-them' }
		});
		expect((await portal.customers.account()).overduePromised).toEqual(euros(104n + 801n));
	});
});

describe('a payment', () => {
	it('is asked for in one sum, of which the page lists the oldest', async () => {
		const { customer, portal } = await debtor();
		await buildCredit(ours.inside, customer, 50n);
		const { transfers, what } = await portal.payments.form({ invoiceIds: [] });
		expect(what).toBe('overdue');
		expect(transfers).toMatchObject([
			{ amountMinor: sumOf(LATE) - 50n, deductedMinor: 50n, count: LATE, every: 'overdue' }
		]);
		expect(transfers[0]!.invoices).toHaveLength(MOST_LISTED);
	});

	it('is said of everything that is due: all of it rests, and it is said once', async () => {
		const { customer, portal } = await debtor();
		await buildCredit(ours.inside, customer, 50n);
		const sum = sumOf(LATE) - 50n;
		const refused = await refusal(portal.payments.claim(says(sum - 1n, 'every-short')));
		expect(refused).toMatchObject({ code: 'claim_below_every', field: 'amount' });
		const claim = await portal.payments.claim(says(sum, 'every-paid'));
		expect(await portal.payments.claim(says(sum, 'every-paid'))).toEqual(claim);
		const account = await portal.customers.account();
		expect(account.overdue).toEqual([]);
		expect(account.overduePaused).toEqual(euros(sum));
		expect(account.upcoming).toEqual(euros(sumOf(SOON)));
		expect(await count(paymentClaimItem, customer)).toBe(LATE);
		const mails = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(delivery).where(eq(delivery.customerId, customer.id))
		);
		expect(mails.length).toBeGreaterThan(0);
		for (const { facts } of mails) expect(JSON.stringify(facts).length).toBeLessThan(4000);
		expect(await refusal(portal.payments.claim(says(sum, 'every-twice')))).toMatchObject({
			code: 'nothing_to_pay'
		});
	});

	it('is about those that were named, wherever they stand', async () => {
		const { portal, late } = await debtor();
		const invoiceIds = [late[5]!, late[900]!];
		const { transfers, what } = await portal.payments.form({ invoiceIds });
		expect(what).toBe('chosen');
		expect(transfers).toMatchObject([{ amountMinor: 106n + 1001n, every: null, count: 2 }]);
	});
});

describe('a dispute', () => {
	it('offers the latest, those that were named and those that are looked for', async () => {
		const { tag, portal, late } = await debtor();
		const plain = await portal.disputes.form();
		expect(plain).toMatchObject({ isAll: false, chosen: [], found: null });
		expect(plain.invoices).toHaveLength(20);
		const wanted = late[777]!;
		const named = await portal.disputes.form({ invoiceIds: [wanted] });
		expect(named.invoices.map(({ id }) => id)).toEqual([wanted]);
		const looked = await portal.disputes.form({ invoiceIds: [wanted], find: `late${tag}-00333` });
		expect(looked.invoices.map(({ id }) => id).sort()).toEqual([wanted, late[333]!].sort());
		expect(looked.found).toEqual({ text: `late${tag}-00333`, count: 1 });
		const many = await portal.disputes.form({ find: `LATE${tag}-` });
		expect(many.invoices).toHaveLength(20);
		expect(many.found!.count).toBe(LATE);
		const strange = await portal.disputes.form({ find: 'X-0' });
		expect(strange.found!.count).toBe(0);
	});

	it('of a case shows what it is about when it is amended, and what is looked for', async () => {
		const { tag, portal, late } = await debtor();
		const { reference } = await portal.disputes.open({
			...{ items: [{ invoiceId: late[640]! }], reasonCode: 'other', language: 'fr' },
			...{ explanation: 'Non', requestedOutcome: 'OTH', idempotencyKey: 'large-contested' }
		} as never);
		const form = await portal.disputes.amendForm({ reference, find: `LATE${tag}-00641` });
		expect(form.invoices.map(({ id }) => id).sort()).toEqual([late[640]!, late[641]!].sort());
		expect(form.isAll).toBe(false);
	});
});

it('the statement holds every invoice, on paper and as a sheet', async () => {
	const { portal } = await debtor();
	const page = await portal.statement.page();
	expect(page.accounts[0]!.items).toHaveLength(LATE + SOON);
	expect(page.accounts[0]!.open.minor).toBe(sumOf(LATE) + sumOf(SOON));
	expect((await portal.statement.pdf()).content.length).toBeGreaterThan(10_000);
	expect((await portal.statement.xlsx()).content.length).toBeGreaterThan(10_000);
});
