import { beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { REASON_CATEGORIES } from '$lib/domain/disputes/reasons';
import { LANGUAGES } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { customer } from '$lib/server/db/schema/customers';
import { transitionDispute } from '$lib/server/disputes/transition-dispute';
import { disputesReportOf } from '$lib/server/reports/disputes';
import { eq } from 'drizzle-orm';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, buildPayment, type DisputeRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
let closing: DisputeRow;

const at = (day: string) => setClock(new Date(`${day}T09:00:00Z`));
const reportOf = (company: Company, asOf: string, from = '2026-01-01') =>
	unitOfWork(company.inside, (unit) =>
		disputesReportOf(unit, { asOf: localDate(asOf), from: localDate(from) })
	);
const desk = (company: Company, role: 'executive' | 'resolver' = 'executive') =>
	callerFor(company.desk[role]).desk.reports;

/** Third of March: 200 in dispute. Then a case of the fifth, closed on the ninth; looked at on the twelfth. */
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
	at('2026-03-05');
	const invoice = await buildInvoice(ours.inside, ours.neighbour.customer);
	closing = await buildDispute(ours.inside, invoice, {
		claimedMinor: 30_000n,
		reasonCode: 'goods_damaged'
	});
	at('2026-03-09');
	await unitOfWork(ours.inside, (unit) => transitionDispute(unit, closing.id, 'withdrawn'));
	at('2026-03-12');
});

describe('the report as of a day', () => {
	test('sees what was open that day, whatever became of it since', async () => {
		const then = await reportOf(ours, '2026-03-06');
		expect(then.openCount).toBe(3);
		expect(then.openAmount).toEqual([{ minor: 70_000n, currency: 'EUR' }]);
		const now = await reportOf(ours, '2026-03-12');
		expect(now.openCount).toBe(2);
		expect(now.openAmount).toEqual([{ minor: 40_000n, currency: 'EUR' }]);
		expect((await reportOf(ours, '2026-03-02')).openCount).toBe(0);
	});

	test('counts closed cases from the day they were closed, inside the period only', async () => {
		const quality = (report: Awaited<ReturnType<typeof reportOf>>) =>
			report.resolutionByType.find(({ category }) => category === 'quality');
		expect(quality(await reportOf(ours, '2026-03-08'))?.n).toBe(0);
		expect(quality(await reportOf(ours, '2026-03-09'))).toMatchObject({
			n: 1,
			meanDays: 4,
			medianDays: 4,
			tooFew: true
		});
		expect(quality(await reportOf(ours, '2026-03-12', '2026-03-10'))).toBeUndefined();
	});

	test('adds up: every breakdown gives the totals', async () => {
		const report = await reportOf(ours, '2026-03-06');
		for (const shares of [report.byReason, report.byCustomer, report.byType]) {
			expect(shares.reduce((sum, { count }) => sum + count, 0)).toBe(report.openCount);
			expect(
				shares.flatMap(({ amounts }) => amounts).reduce((sum, { minor }) => sum + minor, 0n)
			).toBe(report.openAmount[0]!.minor);
		}
	});

	test('never blocks more than what is open of an invoice', async () => {
		const invoice = await buildInvoice(other.inside, other.account.customer, {
			totalMinor: 50_000n
		});
		await buildDispute(other.inside, invoice, { claimedMinor: 40_000n });
		await buildDispute(other.inside, invoice, { claimedMinor: 40_000n });
		const before = (await reportOf(other, '2026-03-12')).openAmount[0]!.minor;
		expect(before).toBe(40_000n + 50_000n);
		await buildPayment(other.inside, invoice, 45_000n);
		expect((await reportOf(other, '2026-03-12')).openAmount[0]!.minor).toBe(40_000n + 5_000n);
	});

	test('knows nothing of another organisation', async () => {
		const report = await reportOf(ours, '2026-03-12');
		const names = report.byCustomer.map(({ name }) => name);
		expect(names.sort()).toEqual(['Customer m1', 'Customer m2']);
	});
});

describe('the door', () => {
	test('gives today and twelve months when nothing is asked', async () => {
		const report = await desk(ours).disputes({});
		expect(report).toMatchObject({ asOf: '2026-03-12', from: '2025-03-13', openCount: 2 });
	});

	test.each([
		[{ asOf: '2026-03-13' }, 'date_invalid'],
		[{ asOf: '2026-02-31' }, 'date_invalid'],
		[{ asOf: '2026-03-01', from: '2026-03-02' }, 'date_invalid']
	])('refuses %o', async (input, code) => {
		await expect(desk(ours).disputes(input)).rejects.toMatchObject({ cause: { code } });
	});

	test('is closed to those who only resolve', async () => {
		await expect(desk(ours, 'resolver').disputes({})).rejects.toMatchObject({
			cause: { code: 'not_allowed' }
		});
	});
});

describe('the file', () => {
	test('has the separator and decimal mark of its language and its figures', async () => {
		const { csv } = await desk(ours).disputesCsv({ language: 'fr', asOf: '2026-03-06' });
		expect(csv.startsWith('\ufeffRubrique;Code;Libellé;')).toBe(true);
		expect(csv).toContain('Total;2026-03-06;Tous les litiges ouverts;3;EUR;700,00;;;\r\n');
		const english = await desk(ours).disputesCsv({ language: 'en', asOf: '2026-03-06' });
		expect(english.csv).toContain('Total,2026-03-06,All open cases,3,EUR,700.00,,,\r\n');
	});

	test('shows a name that looks like a formula as text', async () => {
		const { id } = ours.account.customer;
		const rename = (name: string) =>
			unitOfWork(ours.inside, ({ tx }) =>
				tx.update(customer).set({ name }).where(eq(customer.id, id))
			);
		await rename('=HYPERLINK("https://evil.test";"x")');
		const { csv } = await desk(ours).disputesCsv({ language: 'fr', table: 'cases' });
		expect(csv).toContain(`"'=HYPERLINK(""https://evil.test"";""x"")"`);
		await rename('Customer m1');
	});

	test('lists one row per case, closed ones of the period included', async () => {
		const { csv } = await desk(ours).disputesCsv({ language: 'en', table: 'cases' });
		const rows = csv.trim().split('\r\n');
		expect(rows).toHaveLength(1 + 3);
		expect(rows.find((row) => row.startsWith(closing.reference))).toContain(
			'quality,2026-03-05,Withdrawn,2026-03-09,EUR,300.00,'
		);
	});
});

test.each(LANGUAGES)('every type has its word in %s', (language) => {
	const silent = REASON_CATEGORIES.map((category) => `reports_type_${category}`).filter(
		(key) => say(key, {}, language) === key
	);
	expect(silent).toEqual([]);
});
