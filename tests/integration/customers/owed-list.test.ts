import { beforeAll, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { agingBucket, AGING_BUCKETS } from '$lib/domain/receivables/aging';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import { unitOfWork } from '$lib/server/db/client';
import { activeClaims } from '$lib/server/disputes/queries';
import { openInvoices } from '$lib/server/invoices/queries';
import { asOwner, useDatabase } from '../../support/database';
import {
	buildCredit,
	buildCustomer,
	buildDispute,
	buildInvoice,
	buildPayment,
	type CustomerRow
} from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { mailsAbout } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let mixed: CustomerRow;
const desk = () => callerFor(ours.desk.collector).desk;
const codes = async (filter: object) =>
	(await desk().customers.list(filter)).rows.map((row) => row.code);

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	mixed = await buildCustomer(ours.inside, {
		code: 'MIX',
		name: 'Mixed currencies',
		collectorId: ours.users.collector.id
	});
	const late = (dueOn: string, fields: object = {}) =>
		buildInvoice(ours.inside, mixed, { dueOn: localDate(dueOn), totalMinor: 10_000n, ...fields });
	await late('2026-03-03');
	await late('2026-03-02');
	await late('2026-02-01');
	await late('2026-01-01');
	await late('2025-12-03');
	await late('2025-12-02');
	const pounds = await late('2025-01-02', { currency: 'GBP', totalMinor: 70_000n });
	await buildDispute(ours.inside, pounds, { claimedMinor: 90_000n, reasonCode: 'goods_damaged' });
	const whole = await late('2026-02-20', { totalMinor: 40_000n });
	await buildPayment(ours.inside, whole, 15_000n);
	await buildDispute(ours.inside, whole, { claimedMinor: 1n, reasonCode: 'order_reference' });
	await buildCredit(ours.inside, mixed, 12_000n);
});

test('a customer owes by age and currency, and what is contested stands apart', async () => {
	const [row] = (await desk().customers.list({ q: 'MIX' })).rows;
	expect(row!.owed).toEqual([
		{
			currency: 'EUR',
			openMinor: 85_000n,
			// 50,000 late without what is contested, less the credit.
			overdueMinor: 38_000n,
			disputedMinor: 25_000n,
			ages: {
				not_due: 10_000n,
				days_1_30: 20_000n,
				days_31_60: 0n,
				days_61_90: 20_000n,
				over_90: 10_000n
			}
		},
		{
			currency: 'GBP',
			openMinor: 70_000n,
			overdueMinor: 0n,
			disputedMinor: 70_000n,
			ages: { not_due: 0n, days_1_30: 0n, days_31_60: 0n, days_61_90: 0n, over_90: 0n }
		}
	]);
});

test('the database counts as the rule of the domain does, for every customer', async () => {
	const { rows } = await desk().customers.list({});
	const expected = await unitOfWork(ours.inside, async (unit) => {
		const claims = await activeClaims(unit);
		const invoices = await openInvoices(unit, { onlyOpen: true });
		return invoices.map((invoice) => ({
			...invoice,
			age: agingBucket(invoice.dueOn, unit.today),
			disputed: disputedMinor(
				invoice.openMinor,
				claims.filter(({ invoiceId }) => invoiceId === invoice.id)
			)
		}));
	});
	const total = (currency: string, of: (row: (typeof expected)[number]) => bigint) =>
		expected.filter((row) => row.currency === currency).reduce((sum, row) => sum + of(row), 0n);
	for (const currency of ['EUR', 'GBP']) {
		const owed = rows.flatMap((row) => row.owed.filter((each) => each.currency === currency));
		const sum = (of: (each: (typeof owed)[number]) => bigint) =>
			owed.reduce((all, each) => all + of(each), 0n);
		expect(sum(({ openMinor }) => openMinor)).toBe(total(currency, (row) => row.openMinor));
		expect(sum((each) => each.disputedMinor)).toBe(total(currency, (row) => row.disputed));
		for (const age of AGING_BUCKETS)
			expect(sum(({ ages }) => ages[age])).toBe(
				total(currency, (row) => (row.age === age ? row.openMinor - row.disputed : 0n))
			);
	}
});

test('sums are of everything shown, by currency, and of this organisation only', async () => {
	const { totals } = await desk().customers.list({});
	expect(totals.map(({ currency, openMinor }) => [currency, openMinor])).toEqual([
		['EUR', 545_000n],
		['GBP', 70_000n]
	]);
	const theirs = await callerFor(other.desk.collector).desk.customers.list({});
	expect(theirs.totals.map(({ openMinor }) => openMinor)).toEqual([460_000n]);
	const none = await desk().customers.list({ q: 'nobody is called so' });
	expect(none).toMatchObject({ totals: [], rows: [], total: 0 });
});

test('it is narrowed by dispute, by reason and by officer, and sorted', async () => {
	await buildCustomer(ours.inside, { code: 'NIL', name: 'Owes nothing' });
	expect(await codes({ dispute: 'with', sort: 'name' })).toEqual(['M1', 'M2', 'MIX']);
	expect(await codes({ dispute: 'without' })).toEqual(['NIL']);
	expect(await codes({ reason: 'goods_damaged' })).toEqual(['MIX']);
	expect(await codes({ reason: 'price_unit', sort: 'name' })).toEqual(['M1', 'M2']);
	expect(await codes({ reason: 'duplicate_invoice' })).toEqual([]);
	expect(await codes({ officer: 'me' })).toEqual(['MIX']);
	expect(await codes({ officer: ours.users.approver.id })).toEqual([]);
	expect(await codes({ officer: 'nobody', sort: 'name' })).toEqual(['M1', 'M2', 'NIL']);
	expect((await codes({ sort: 'oldest' }))[0]).toBe('MIX');
	expect((await codes({ sort: 'open' }))[0]).toBe('M1');
	expect(await codes({ officer: 'no such person', sort: 'no such order' })).toHaveLength(4);
});

test('the file holds exactly what the list is about, on all its pages', async () => {
	const file = await desk().customers.listFile({
		dispute: 'with',
		sort: 'name',
		as: 'csv',
		language: 'en'
	});
	const [heading, ...lines] = new TextDecoder().decode(file.content).trim().split('\r\n');
	expect(heading).toMatch(/Over 90.d$/);
	expect(lines.map((line) => line.split(',').slice(0, 7).join(','))).toEqual([
		'M1,Customer m1,,EUR,2300.00,1600.00,200.00',
		'M2,Customer m2,,EUR,2300.00,1600.00,200.00',
		'MIX,Mixed currencies,collector m,EUR,850.00,380.00,250.00',
		'MIX,Mixed currencies,collector m,GBP,700.00,0.00,700.00'
	]);
	const book = await desk().customers.listFile({ as: 'xlsx', language: 'fr' });
	expect(book.name).toBe('encours-2026-03-03.xlsx');
	expect([...book.content.slice(0, 2)]).toEqual([0x50, 0x4b]);
});

test('an invoice is set in dispute whole, is chased no more, and is cleared again', async () => {
	const { id, number } = ours.account.overdue;
	const mark = {
		invoiceId: id,
		reasonCode: 'price_unit',
		explanation: '',
		idempotencyKey: 'mark-0001'
	};
	const { reference } = await desk().disputes.mark(mark);
	expect(await desk().disputes.mark(mark)).toEqual({ reference });
	const invoice = async () =>
		(await desk().customers.owed({ code: 'M1' })).invoices.find((row) => row.number === number)!;
	expect(await invoice()).toMatchObject({
		openMinor: 100_000n,
		disputedMinor: 100_000n,
		daysLate: 10,
		cases: [{ reference, isDecided: false }]
	});
	const page = await desk().disputes.page({ reference });
	expect(page).toMatchObject({ source: 'desk', status: 'submitted', mails: [] });
	await expect(
		desk().disputes.mark({ ...mark, idempotencyKey: 'mark-0002' })
	).rejects.toMatchObject({ cause: { code: 'already_in_dispute' } });
	await desk().disputes.assign({ disputeId: page.id, userId: ours.users.resolver.id });
	const asked = (await mailsAbout(page.id)).find(({ mail }) => mail === 'resolver-request');
	expect(asked?.facts).toMatchObject({ isOurs: true });
	await desk().disputes.close({
		disputeId: page.id,
		to: 'not_a_dispute',
		note: 'Erreur de saisie'
	});
	expect(await invoice()).toMatchObject({ disputedMinor: 0n, cases: [] });
});

test('neither a colleague who may not, nor another organisation, sets a dispute', async () => {
	const mark = {
		invoiceId: ours.account.dueSoon.id,
		reasonCode: 'price_unit',
		explanation: '',
		idempotencyKey: 'mark-0003'
	};
	const refused = (as: Company['desk']['collector']) =>
		callerFor(as)
			.desk.disputes.mark(mark)
			.catch((error: { cause?: { code?: string } }) => error.cause?.code);
	expect(await refused(ours.desk.resolver)).toBe('not_allowed');
	expect(await refused(ours.desk.executive)).toBe('not_allowed');
	expect(await refused(other.desk.collector)).toBe('not_found');
	await expect(
		callerFor(other.desk.collector).desk.customers.owed({ code: 'M1' })
	).rejects.toMatchObject({
		cause: { code: 'not_found' }
	});
});

test('of a credit note that was larger than what was granted, only the grant is no longer contested', async () => {
	const customer = await buildCustomer(ours.inside, { code: 'BIG', name: 'Larger note' });
	const invoice = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
	const { id } = await buildDispute(ours.inside, invoice, { claimedMinor: 80_000n });
	await asOwner(
		`insert into credit_note (organisation_id, id, customer_id, number, issued_on, currency, total_minor, credited_minor, dispute_id, created_at)
		select organisation_id, gen_random_uuid(), customer_id, 'AV-OLD', opened_on, 'EUR', 50000, 20000, id, opened_at from dispute where id = $1`,
		[id]
	);
	const [row] = (await desk().customers.list({ q: 'BIG' })).rows;
	const claims = await unitOfWork(ours.inside, (unit) => activeClaims(unit));
	const claimed = claims.filter(({ invoiceId }) => invoiceId === invoice.id);
	expect(disputedMinor(100_000n, claimed)).toBe(60_000n);
	expect(row!.owed[0]!.disputedMinor).toBe(60_000n);
});
