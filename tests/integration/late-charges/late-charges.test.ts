import { beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { localDate } from '$lib/domain/calendar';
import { setClock } from '$lib/server/clock';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});
const charges = (company = ours, role: 'collector' | 'admin' = 'collector') =>
	callerFor(company.desk[role]).desk.lateCharges;
const invoice = (fields = {}) =>
	buildInvoice(ours.inside, ours.account.customer, { number: uuidv7(), ...fields });
const code = async (work: Promise<unknown>) =>
	((await work.catch((e: unknown) => e)) as { cause?: { code?: string } }).cause?.code;

test('ten days late: interest with its days and rate, and forty euros', async () => {
	const { id } = await invoice();
	const { periods, standing } = await charges().ofInvoice({ invoiceId: id });
	expect(periods).toMatchObject([
		{
			fromOn: '2026-02-22',
			untilOn: '2026-03-03',
			days: 10,
			baseMinor: 100_000n,
			basisPoints: 1_215
		}
	]);
	// 1,000.00 × 12.15 % × 10 / 365 = 3.33
	expect(standing.interest.undecidedMinor).toBe(333n);
	expect(standing.fixed_fee.undecidedMinor).toBe(4_000n);
});

test('the disputed part bears nothing', async () => {
	const made = await invoice();
	await buildDispute(ours.inside, made, {
		claimedMinor: 40_000n,
		openedOn: localDate('2026-02-21')
	});
	const { periods } = await charges().ofInvoice({ invoiceId: made.id });
	expect(periods.at(-1)).toMatchObject({ baseMinor: 60_000n, disputedMinor: 40_000n });
});

test('money recorded days after it arrived bears interest up to its arrival only', async () => {
	const made = await invoice();
	const pay = (fields: object) =>
		callerFor(ours.desk.collector).desk.payments.record({
			paymentId: uuidv7(),
			customerId: ours.account.customer.id,
			invoiceId: made.id,
			amountMinor: 40_000n,
			currency: 'EUR',
			receivedOn: localDate('2026-02-25'),
			...fields
		});
	await pay({});
	const { periods } = await charges().ofInvoice({ invoiceId: made.id });
	expect(periods).toMatchObject([
		{ untilOn: '2026-02-25', days: 4, baseMinor: 100_000n },
		{ fromOn: '2026-02-26', days: 6, baseMinor: 60_000n }
	]);
	// Paid before it was written: settled on its first day, never before.
	await pay({ receivedOn: localDate('2026-01-05') });
	const { settlements } = await callerFor(ours.desk.collector).desk.invoices.page({ id: made.id });
	expect(settlements.map(({ on }) => on)).toEqual(['2026-02-25', '2026-01-22']);
});

test('claimed once, withdrawn, waived: each with its audit row, and the invoice unchanged', async () => {
	const { id: invoiceId } = await invoice();
	const request = { invoiceId, kind: 'fixed_fee' as const, amountMinor: 4_000n };
	const chargeId = await charges().claim(request);
	expect(await code(charges().claim(request))).toBe('conflict');
	expect(await auditOf(chargeId)).toContain('late_charge.claimed');
	const page = await callerFor(ours.desk.collector).desk.invoices.page({ id: invoiceId });
	expect(page.openMinor).toBe(100_000n);

	const voidId = await charges().withdraw({ chargeId, reason: 'Accord commercial' });
	expect(await auditOf(voidId)).toContain('late_charge.void');
	expect(await code(charges().withdraw({ chargeId, reason: 'Encore' }))).toBe('conflict');
	const waivedId = await charges().waive({ ...request, reason: 'Premier retard' });
	expect(await auditOf(waivedId)).toContain('late_charge.waived');
	expect((await charges().ofInvoice({ invoiceId })).standing.fixed_fee).toMatchObject({
		claimedMinor: 0n,
		waivedMinor: 4_000n,
		undecidedMinor: 0n
	});
});

test('two people who claim at the same time claim once', async () => {
	const { id: invoiceId } = await invoice();
	const request = { invoiceId, kind: 'interest' as const, amountMinor: 333n };
	const done = await Promise.allSettled([charges().claim(request), charges().claim(request)]);
	expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a sum that has changed since it was seen is not claimed', async () => {
	const { id: invoiceId } = await invoice();
	expect(await code(charges().claim({ invoiceId, kind: 'interest', amountMinor: 300n }))).toBe(
		'conflict'
	);
});

test('an agreed rate holds from its day, until it is removed; another company has none', async () => {
	const { id: invoiceId } = await invoice();
	const rate = {
		kind: 'interest' as const,
		fromOn: '2026-02-27',
		basisPoints: 2_000,
		source: 'CGV 2026'
	};
	const rateId = await charges(ours, 'admin').addRate(rate);
	expect(await code(charges(ours, 'admin').addRate(rate))).toBe('rate_exists');
	const seen = async () =>
		(await charges().ofInvoice({ invoiceId })).periods.map(({ days, basisPoints }) => [
			days,
			basisPoints
		]);
	expect(await seen()).toEqual([
		[5, 1_215],
		[5, 2_000]
	]);
	expect((await charges(other).rates()).agreed).toEqual([]);
	expect(await code(charges(other, 'admin').removeRate({ rateId }))).toBe('not_found');
	await charges(ours, 'admin').removeRate({ rateId });
	expect(await seen()).toEqual([[10, 1_215]]);
});

describe('each creditor by the law of its own country', () => {
	const theirs = () => charges(other).ofInvoice({ invoiceId: other.account.overdue.id });

	test('one of the United Kingdom asks what its law gives, nothing French', async () => {
		const { periods, standing } = await theirs();
		// Base rate of 31 December 2025 plus eight points; its fixed sums are in pounds, the invoice in euros.
		expect(periods.map(({ basisPoints, agreed }) => [basisPoints, agreed])).toEqual([
			[1_175, false]
		]);
		expect(standing.fixed_fee.accruedMinor).toBe(0n);
		const { law } = await charges(other).rates();
		expect(law?.code).toBe('gb');
		expect((await charges().rates()).law?.code).toBe('fr');
	});

	test('one whose law is not known asks nothing, until a rate was agreed', async () => {
		await asOwner("update organisation set country = 'CH' where id = $1", [
			other.inside.organisationId
		]);
		expect(await theirs()).toMatchObject({
			periods: [],
			hasRates: false,
			standing: { interest: { accruedMinor: 0n }, fixed_fee: { accruedMinor: 0n } }
		});
		expect((await charges(other).rates()).law).toBeNull();
		const rateId = await charges(other, 'admin').addRate({
			kind: 'interest',
			fromOn: '2026-02-27',
			basisPoints: 500,
			source: 'Terms 2026'
		});
		expect(await theirs()).toMatchObject({
			periods: [{ days: 5, basisPoints: 500, agreed: true }],
			hasRates: true
		});
		await charges(other, 'admin').removeRate({ rateId });
		await asOwner("update organisation set country = 'GB' where id = $1", [
			other.inside.organisationId
		]);
	});

	test('a rate below the French minimum is written all the same, and told', async () => {
		const rate = { kind: 'interest' as const, basisPoints: 300, source: 'CGV 2026' };
		const add = (company: Company) =>
			charges(company, 'admin').addRate({ ...rate, fromOn: '2026-02-27' });
		const [rateId, otherId] = [await add(ours), await add(other)];
		const floorIn = async (company: Company, id: string) =>
			(await charges(company).rates()).agreed.find((agreed) => agreed.id === id)?.floor;
		// Three times 2.62 %.
		expect(await floorIn(ours, rateId)).toMatchObject({ below: { basisPoints: 786 } });
		expect(await floorIn(other, otherId)).toEqual({ below: null, unknownOn: null });
		await charges(ours, 'admin').removeRate({ rateId });
		await charges(other, 'admin').removeRate({ rateId: otherId });
	});

	test('a fixed sum below the 40 € of the French law is written all the same, and told', async () => {
		const fee = { kind: 'fixed_fee' as const, source: 'CGV 2026', currency: 'EUR' };
		const add = (company: Company, fromOn: string, amountMinor: bigint) =>
			charges(company, 'admin').addRate({ ...fee, fromOn, amountMinor });
		const low = await add(ours, '2026-02-27', 2_000n);
		const legal = await add(ours, '2026-02-28', 4_000n);
		const elsewhere = await add(other, '2026-02-27', 2_000n);
		const feeIn = async (company: Company, id: string) =>
			(await charges(company).rates()).agreed.find((agreed) => agreed.id === id)?.feeBelow;
		expect(await feeIn(ours, low)).toEqual({ minor: 4_000n, currency: 'EUR' });
		expect(await feeIn(ours, legal)).toBeNull();
		expect(await feeIn(other, elsewhere)).toBeNull();
		for (const rateId of [low, legal]) await charges(ours, 'admin').removeRate({ rateId });
		await charges(other, 'admin').removeRate({ rateId: elsewhere });
	});
});

test('another company knows neither the invoice nor its claims', async () => {
	const { id: invoiceId } = await invoice();
	const chargeId = await charges().claim({ invoiceId, kind: 'fixed_fee', amountMinor: 4_000n });
	expect(await code(charges(other).ofInvoice({ invoiceId }))).toBe('not_found');
	expect(await code(charges(other).withdraw({ chargeId, reason: 'x' }))).toBe('not_found');
});
