import { beforeEach, describe, expect, test } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import type { ResidualReason } from '$lib/domain/credits/residual';
import { reservedJudged } from '$lib/domain/promises/reserved';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { openInvoices } from '$lib/server/invoices/queries';
import { moneyOf } from '$lib/server/payments/invoice-money';
import { moneyKnownLater } from '$lib/server/payments/past-facts';
import { syncOpenAmounts } from '$lib/server/payments/sync-open-amount';
import { asOwner, TEST_DAY, TEST_INSTANT, useDatabase } from '../../support/database';
import {
	buildAssignment,
	buildDispute,
	buildInvoice,
	buildResolverLink,
	type DisputeRow,
	type InvoiceRow
} from '../../support/factories';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let invoice: InvoiceRow;
let about: DisputeRow;

const desk = (company = ours, role: 'collector' | 'admin' | 'executive' = 'collector') =>
	callerFor(company.desk[role]).desk;
const limit = (residualMinor: bigint, company = ours) =>
	desk(company, 'admin').settings.changeResidualLimit({ residualMinor });

beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) ({ ours, other } = await buildWorld());
	await limit(100n);
	invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 20_050n });
	about = await buildDispute(ours.inside, invoice, { claimedMinor: 20_000n });
});

/** All that is contested is credited; the ledger says so with this amount. */
async function posted(amountMinor = 20_000n, fields: object = {}) {
	await desk().disputes.decide({
		...{ disputeId: about.id, verdict: 'valid', outcome: 'credit_full' },
		explanation: 'Le tarif de mars.'
	});
	const [request] = await asOwner<{ id: string }>(
		'select id from credit_request where dispute_id = $1',
		[about.id]
	);
	const answer = { requestId: request!.id, number: `AV-${about.reference}`, amountMinor };
	await desk().credits.post({ ...answer, on: localDate('2026-03-02'), ...fields });
	return answer;
}
const openNow = () =>
	unitOfWork(ours.inside, async (unit) => {
		const [found] = await openInvoices(unit, { invoiceIds: [invoice.id] });
		return found!.openMinor;
	});
const listed = async (company = ours) =>
	(await allListed(company)).filter(({ invoiceId }) => invoiceId === invoice.id);
async function allListed(company: Company, after?: string): Promise<Listed[]> {
	const { rows, next } = await desk(company).credits.residuals({ after });
	return next ? [...rows, ...(await allListed(company, next))] : rows;
}
type Listed = Awaited<ReturnType<ReturnType<typeof desk>['credits']['residuals']>>['rows'][number];
const give = (amountMinor: bigint, reason: ResidualReason = 'rounding', company = ours) =>
	desk(company).credits.writeOff({ invoiceId: invoice.id, amountMinor, reason });
const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: { message: string }) => error.message
	);
const onCase = async () => (await desk().disputes.page({ reference: about.reference })).residuals;

describe('a small rest after a credit note', () => {
	test('is found, written off once by somebody with a reason, and settled', async () => {
		await posted();
		expect(await listed()).toMatchObject([
			{ rest: { minor: 50n, currency: 'EUR' }, reference: about.reference, fate: 'small' }
		]);
		expect(await listed(other)).toEqual([]);
		expect((await onCase()).left).toMatchObject([{ fate: 'small' }]);
		await give(50n, 'tax');
		expect(await openNow()).toBe(0n);
		expect(await listed()).toEqual([]);
		expect(await onCase()).toMatchObject({
			left: [],
			given: [{ amountMinor: 50n, reason: 'tax', byName: ours.users.collector.name }]
		});
		expect(await auditOf(about.id)).toContain('dispute.rest_written_off');
		expect(await refusal(give(50n))).toBe('residual_changed');
	});

	test('is nothing without a limit of the house, nor above it', async () => {
		await posted();
		for (const residualMinor of [0n, 49n]) {
			await limit(residualMinor);
			expect(await listed()).toEqual([]);
			expect((await onCase()).left).toMatchObject([{ fate: 'chased' }]);
			expect(await refusal(give(50n))).toBe('residual_changed');
		}
		expect(await openNow()).toBe(50n);
	});

	test('is not another one than on the screen, and not without a credit note', async () => {
		expect(await refusal(give(50n))).toBe('residual_changed');
		await posted();
		expect(await refusal(give(49n))).toBe('residual_changed');
		expect(await refusal(give(50n, 'rounding', other))).toBe('not_found');
		expect(await openNow()).toBe(50n);
	});

	test('contested, promised or paused it is let alone', async () => {
		await posted();
		await desk().customers.hold({
			...{ customerId: ours.account.customer.id, invoiceId: invoice.id },
			...{ kind: 'manual', reason: 'On regarde.', untilOn: localDate('2026-03-20') }
		});
		expect(await listed()).toEqual([]);
		expect((await onCase()).left).toMatchObject([{ fate: 'suspended' }]);
		expect(await refusal(give(50n))).toBe('residual_changed');
	});

	test('contested anew it is let alone', async () => {
		await posted();
		await buildDispute(ours.inside, invoice, { claimedMinor: 30n });
		// What is contested of it is not on its way back.
		expect((await onCase()).left).toMatchObject([
			{ fate: 'chased', rest: { minor: 50n }, due: { minor: 20n } }
		]);
		await buildDispute(ours.inside, invoice, { claimedMinor: 20n });
		expect(await listed()).toEqual([]);
		expect(await refusal(give(50n))).toBe('residual_changed');
	});

	test('is written off once by two who press at the same instant', async () => {
		await posted();
		const both = await Promise.allSettled([give(50n), give(50n)]);
		expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(
			await asOwner('select 1 from write_off where invoice_id = $1', [invoice.id])
		).toHaveLength(1);
	});
});

test('more small rests than a screen holds are read page by page, each once, and what is paused is read past', async () => {
	const { requestId } = await posted();
	const small: string[] = [];
	for (let n = 0; n < 53; n++) {
		const { id } = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 50n });
		small.push(id);
	}
	await asOwner(
		`update credit_request set parts = (select jsonb_agg(parts -> 0 || jsonb_build_object('invoiceId', id))
			from unnest($2::text[]) id) where id = $1`,
		[requestId, [invoice.id, ...small]]
	);
	const [paused] = small.splice(1, 1);
	await desk().customers.hold({
		...{ customerId: ours.account.customer.id, invoiceId: paused! },
		...{ kind: 'manual', reason: 'On regarde.', untilOn: localDate('2026-03-20') }
	});
	const found: string[] = [];
	let pages = 0;
	for (let after: string | undefined; pages < 9; pages++) {
		const { rows, next } = await desk().credits.residuals({ after });
		found.push(...rows.map(({ invoiceId }) => invoiceId));
		if (!next) break;
		expect(rows).toHaveLength(50);
		after = next;
	}
	expect(pages).toBeGreaterThan(0);
	expect(new Set(found).size).toBe(found.length);
	expect(found).toEqual(found.toSorted());
	expect(found).toEqual(expect.arrayContaining([invoice.id, ...small]));
	expect(found).not.toContain(paused);
	expect((await desk(other).credits.residuals({})).rows).toEqual([]);
});

test('the books that do not know of it yet open nothing again, nor is it settled twice once they do', async () => {
	await posted();
	await give(50n);
	for (const openMinor of [50n, 0n, 50n]) {
		await unitOfWork(ours.inside, (unit) =>
			syncOpenAmounts(unit, [
				{
					...{ invoiceId: invoice.id, customerId: ours.account.customer.id, currency: 'EUR' },
					...{ number: invoice.number, totalMinor: 20_050n, openMinor, paidOn: null }
				}
			])
		);
		const [row] = await asOwner<{ sum: string }>(
			'select sum(amount_minor) as sum from allocation where invoice_id = $1',
			[invoice.id]
		);
		expect(row!.sum).toBe('20050');
	}
});

test('what was written off is no money: not to a replay, not to promises, not to what is said to be paid', async () => {
	await posted();
	const before = new Date(TEST_INSTANT.getTime() - 1000);
	const day = localDate('2026-12-31');
	const late = () =>
		unitOfWork(ours.inside, async (unit) =>
			(await moneyKnownLater(unit, [ours.account.customer.id], { at: before, day })).filter(
				({ reference }) => reference === invoice.number
			)
		);
	expect(await late()).toEqual([]);
	await give(50n);
	expect(await late()).toMatchObject([{ kind: 'write_off', amount: { minor: 50n } }]);
	const { settlements, ...money } = await unitOfWork(ours.inside, async (unit) =>
		(await moneyOf(unit, [invoice.id]))(invoice.id)
	);
	expect(settlements.map(({ amountMinor }) => amountMinor)).toEqual([20_000n, 50n]);
	expect(settlements.filter(({ creditNoteId }) => creditNoteId === null)).toEqual([]);
	const judged = reservedJudged({ ...money, settlements }, { madeAt: TEST_INSTANT, on: day });
	expect(judged.map(({ amountMinor }) => amountMinor)).toEqual([20_000n, 50n]);
});

test('a credit note a little smaller than granted is taken, says so, and leaves the rest to be seen', async () => {
	const answer = await posted(19_980n);
	await desk().credits.post({ ...answer, on: localDate('2026-03-02') });
	expect(await statusOf(about.id)).toBe('resolved');
	expect(await openNow()).toBe(70n);
	const letter = (await mailsAbout(about.id)).find(({ mail }) => mail === 'dispute-resolved')!;
	expect(letter.facts).toMatchObject({ accepted: { minor: '19980' }, stillDue: { minor: '70' } });
	expect((await desk().disputes.page({ reference: about.reference })).credits).toMatchObject([
		{ amountMinor: 20_000n, postedMinor: 19_980n }
	]);
	expect(await listed()).toMatchObject([{ rest: { minor: 70n } }]);
	// And its customer reads what was really given, wherever it is told.
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const read = await portal.disputes.show({ reference: about.reference });
	expect(read.decision).toMatchObject({ accepted: { minor: 19_980n }, creditedBefore: null });
	expect(read.items).toMatchObject([{ acceptedMinor: 19_980n }]);
	const { cases } = await portal.customers.account();
	const listedCase = cases.find(({ reference }) => reference === about.reference);
	expect(listedCase?.decision).toMatchObject({ accepted: { minor: 19_980n } });
});

test('opened again, the case is about what the credit note really left, to staff, whoever is asked and the customer', async () => {
	await posted(19_900n);
	await desk().disputes.reopen({ disputeId: about.id, note: 'Il en manque.' });
	const staff = await desk().disputes.page({ reference: about.reference });
	expect(staff.toDecide.minor).toBe(100n);
	const link = await buildResolverLink(ours.inside, await buildAssignment(ours.inside, about));
	const asked = await callerFor(await resolverScopeOf(link)).resolver.disputes.page();
	expect([asked.claimed.minor, asked.items.map((item) => item.claimedMinor)]).toEqual([
		100n,
		[100n]
	]);
	const { portal } = callerFor(await portalScopeOf(ours.account.portalPath));
	const read = await portal.disputes.show({ reference: about.reference });
	expect(read.items).toMatchObject([{ claimedMinor: 20_000n, acceptedMinor: 19_900n }]);
	// What was granted stays told, with its day, above the new round.
	expect(read.decision).toBeNull();
	expect(read.earlier).toMatchObject([
		{ verdict: 'valid', accepted: { minor: 20_000n }, decidedOn: TEST_DAY }
	]);
	expect(read.documents.creditNotes).toHaveLength(1);
});

test('a credit note of more, or of much less, is refused: nobody signed it', async () => {
	expect(await refusal(posted(20_001n))).toBe('credit_amount_differs');
	expect(await statusOf(about.id)).toBe('decided');
});

test('a credit note of much less is refused', async () => {
	expect(await refusal(posted(19_899n))).toBe('credit_amount_differs');
});

test('who reads only writes nothing off, and who is no administrator sets no limit', async () => {
	await posted();
	const reading = desk(ours, 'executive').credits;
	expect(
		await refusal(reading.writeOff({ invoiceId: invoice.id, amountMinor: 50n, reason: 'rounding' }))
	).toBe('not_allowed');
	expect(await refusal(desk().settings.changeResidualLimit({ residualMinor: 1n }))).toBe(
		'not_allowed'
	);
});
