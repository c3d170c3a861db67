import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PortalScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { auditEvent } from '$lib/server/db/schema/audit';
import { dispute, disputeItem, disputeTransition } from '$lib/server/db/schema/disputes';
import { delivery } from '$lib/server/db/schema/delivery';
import { openDispute, type OpenDispute } from '$lib/server/disputes/open-dispute';
import { openInvoicesOfCustomer } from '$lib/server/invoices/portal-queries';
import { shownInvoice } from '$lib/server/invoices/portal-states';
import { activeClaims } from '$lib/server/disputes/queries';
import { useDatabase } from '../../support/database';
import {
	buildInvoice,
	buildInvoiceLine,
	buildPayment,
	buildPortalLink,
	type InvoiceRow
} from '../../support/factories';
import { portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
let portal: PortalScope;
let key = 0;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	portal = await portalScopeOf(await buildPortalLink(ours.inside, ours.account.contact));
});

const contest = (items: OpenDispute['items'], fields: Partial<OpenDispute> = {}) =>
	unitOfWork(portal, (unit) =>
		openDispute(unit, {
			items,
			reasonCode: 'price_unit',
			requestedOutcome: 'CNP',
			explanation: 'Le prix convenu était de 90 euros.',
			idempotencyKey: `key-number-${++key}`,
			customerId: portal.customerId,
			source: 'portal',
			raisedByName: portal.holder.name,
			raisedByEmail: portal.holder.email,
			contactId: portal.holder.contactId,
			language: 'fr',
			...fields
		})
	);

const freshInvoice = (fields = {}) => buildInvoice(ours.inside, ours.account.customer, fields);
const inside = <T>(work: Parameters<typeof unitOfWork<typeof ours.inside, T>>[1]) =>
	unitOfWork(ours.inside, work);
const itemsOf = (disputeId: string) =>
	inside(({ tx }) => tx.select().from(disputeItem).where(eq(disputeItem.disputeId, disputeId)));
const mailsAbout = (disputeId: string) =>
	inside(({ tx }) => tx.select().from(delivery).where(eq(delivery.disputeId, disputeId)));

async function asSeen(invoice: InvoiceRow) {
	return unitOfWork(portal, async (unit) => {
		const claims = await activeClaims(unit, { customerId: portal.customerId });
		const found = (await openInvoicesOfCustomer(unit, portal.customerId)).find(
			({ id }) => id === invoice.id
		)!;
		return shownInvoice(found, {
			...{ claims, pauses: [], promises: new Map(), missed: new Map(), quiet: new Map() },
			today: unit.today
		});
	});
}

describe('a customer who disagrees', () => {
	it('contests the whole of what is open when no amount is given', async () => {
		const invoice = await freshInvoice();
		await buildPayment(ours.inside, invoice, 30_000n);
		const opened = await contest([{ invoiceId: invoice.id }]);
		expect(opened).toMatchObject({ isNew: true, answerDueOn: '2026-03-09' });
		expect(opened.reference).toMatch(/^LIT-2026-\d{6}$/);
		expect((await itemsOf(opened.disputeId)).map((item) => item.claimedMinor)).toEqual([70_000n]);
	});

	it('contests a part; the rest stays due from that transaction on', async () => {
		const invoice = await freshInvoice();
		await contest([{ invoiceId: invoice.id, claimedMinor: 20_000n }]);
		expect(await asSeen(invoice)).toMatchObject({
			openMinor: 100_000n,
			disputedMinor: 20_000n,
			collectibleMinor: 80_000n,
			state: 'overdue'
		});
	});

	it('is told that nothing stays due when the reason holds the whole invoice', async () => {
		const invoice = await freshInvoice();
		const opened = await contest([{ invoiceId: invoice.id, claimedMinor: 20_000n }], {
			reasonCode: 'order_reference'
		});
		const mails = await mailsAbout(opened.disputeId);
		expect(mails.find(({ mail }) => mail === 'dispute-received')?.facts).toMatchObject({
			disputed: { minor: '20000' },
			stillDue: { minor: '0' }
		});
	});

	it('says of two invoices what of the rest is due on which day', async () => {
		const late = await freshInvoice({ dueOn: '2026-02-20' });
		const soon = await freshInvoice({ dueOn: '2026-03-20' });
		const items = [late, soon].map(({ id }) => ({ invoiceId: id, claimedMinor: 20_000n }));
		const opened = await contest(items);
		const mails = await mailsAbout(opened.disputeId);
		expect(mails.find(({ mail }) => mail === 'dispute-received')?.facts).toMatchObject({
			stillDue: { minor: '160000' },
			days: [
				{ dueOn: '2026-02-20', amount: { minor: '80000' } },
				{ dueOn: '2026-03-20', amount: { minor: '80000' } }
			]
		});
	});

	it('contests what a first case left, whole', async () => {
		const invoice = await freshInvoice();
		await contest([{ invoiceId: invoice.id, claimedMinor: 20_000n }]);
		const second = await contest([{ invoiceId: invoice.id }]);
		expect((await itemsOf(second.disputeId))[0]?.claimedMinor).toBe(80_000n);
		expect(await asSeen(invoice)).toMatchObject({ collectibleMinor: 0n, state: 'disputed' });
	});

	it('contests several invoices in one case', async () => {
		const [one, two] = [await freshInvoice(), await freshInvoice()];
		const opened = await contest([{ invoiceId: one.id }, { invoiceId: two.id, claimedMinor: 1n }]);
		expect(
			(await itemsOf(opened.disputeId)).map((item) => [item.invoiceId, item.claimedMinor])
		).toEqual([
			[one.id, 100_000n],
			[two.id, 1n]
		]);
	});

	it('leaves a first step, an audit row, a mail to him with a link and one to staff without', async () => {
		const invoice = await freshInvoice();
		const { disputeId, reference } = await contest([
			{ invoiceId: invoice.id, claimedMinor: 20_000n }
		]);
		const steps = await inside(({ tx }) =>
			tx.select().from(disputeTransition).where(eq(disputeTransition.disputeId, disputeId))
		);
		expect(steps).toMatchObject([
			{
				fromStatus: null,
				toStatus: 'submitted',
				byKind: 'customer',
				byName: 'Billing m1',
				on: '2026-03-03'
			}
		]);
		const audit = await inside(({ tx }) =>
			tx
				.select()
				.from(auditEvent)
				.where(and(eq(auditEvent.subjectId, disputeId), eq(auditEvent.action, 'dispute.opened')))
		);
		expect(audit).toMatchObject([{ actorKind: 'customer', actorName: 'Billing m1' }]);
		const mails = await mailsAbout(disputeId);
		expect(
			mails.map(({ mail, toEmail, linkId }) => [mail, toEmail, linkId !== null]).sort()
		).toEqual([
			['dispute-received', 'billing@m1.test', true],
			['staff-alert', 'compta@menuiserie.test', false]
		]);
		expect(mails.find(({ mail }) => mail === 'dispute-received')?.facts).toMatchObject({
			reference,
			path: `/disputes/${reference}`,
			disputed: { minor: '20000', currency: 'EUR' },
			stillDue: { minor: '80000', currency: 'EUR' },
			answerDueOn: '2026-03-09'
		});
	});
});

describe('the same key', () => {
	it('gives the same case and nothing twice', async () => {
		const invoice = await freshInvoice();
		const first = await contest([{ invoiceId: invoice.id }], { idempotencyKey: 'pressed-twice' });
		const again = await contest([{ invoiceId: invoice.id }], { idempotencyKey: 'pressed-twice' });
		expect(again).toEqual({ ...first, isNew: false });
		expect(await mailsAbout(first.disputeId)).toHaveLength(2);
	});

	it('opens one case when ten requests arrive at once', async () => {
		const invoice = await freshInvoice();
		const opened = await Promise.all(
			Array.from({ length: 10 }, () =>
				contest([{ invoiceId: invoice.id }], { idempotencyKey: 'all-at-once' })
			)
		);
		expect(new Set(opened.map(({ reference }) => reference)).size).toBe(1);
		expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
		expect(await mailsAbout(opened[0]!.disputeId)).toHaveLength(2);
	});

	it('of another customer is another case', async () => {
		const invoice = await freshInvoice();
		const mine = await contest([{ invoiceId: invoice.id }], { idempotencyKey: 'shared-by-chance' });
		const theirs = await unitOfWork(await portalScopeOf(ours.neighbour.portalPath), (unit) =>
			openDispute(unit, {
				items: [{ invoiceId: ours.neighbour.overdue.id }],
				reasonCode: 'price_unit',
				requestedOutcome: 'NOA',
				explanation: '',
				idempotencyKey: 'shared-by-chance',
				customerId: unit.scope.customerId,
				source: 'portal',
				raisedByName: 'N',
				raisedByEmail: '',
				contactId: null,
				language: 'fr'
			})
		);
		expect(theirs.isNew).toBe(true);
		expect(theirs.reference).not.toBe(mine.reference);
	});
});

describe('two people at once', () => {
	it('cannot together contest more than is open', async () => {
		const invoice = await freshInvoice();
		const results = await Promise.allSettled(
			Array.from({ length: 4 }, () => contest([{ invoiceId: invoice.id, claimedMinor: 60_000n }]))
		);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await asSeen(invoice)).toMatchObject({ disputedMinor: 60_000n });
	});
});

describe('lines of one invoice', () => {
	const withLines = async (...totals: bigint[]) => {
		const invoice = await freshInvoice();
		const lines = [];
		for (const totalMinor of totals)
			lines.push(await buildInvoiceLine(ours.inside, invoice, { totalMinor }));
		return { invoice, lines };
	};
	const claimedOf = async (disputeId: string) =>
		(await itemsOf(disputeId)).map((item) => item.claimedMinor);

	it('claim what each is worth, and never more together than is open and not contested', async () => {
		const { invoice, lines } = await withLines(60_000n, 40_000n);
		await buildPayment(ours.inside, invoice, 30_000n);
		const items = lines.map(({ id }) => ({ invoiceId: invoice.id, invoiceLineId: id }));
		const { disputeId } = await contest(items);
		expect(await claimedOf(disputeId)).toEqual([60_000n, 10_000n]);
		expect(await asSeen(invoice)).toMatchObject({ openMinor: 70_000n, disputedMinor: 70_000n });
	});

	it('are told as one invoice, with what stays due of it once', async () => {
		const { invoice, lines } = await withLines(60_000n, 10_000n);
		const { disputeId } = await contest(
			lines.map(({ id }) => ({ invoiceId: invoice.id, invoiceLineId: id }))
		);
		const mails = await mailsAbout(disputeId);
		expect(mails.find(({ mail }) => mail === 'dispute-received')?.facts).toMatchObject({
			invoices: [invoice.number],
			disputed: { minor: '70000' },
			stillDue: { minor: '30000' }
		});
	});

	it('that an open case already contests name that case', async () => {
		const { invoice, lines } = await withLines(60_000n, 40_000n);
		const item = { invoiceId: invoice.id, invoiceLineId: lines[0]!.id };
		const { reference } = await contest([{ ...item, receivedQuantity: '9' }]);
		await expect(contest([item])).rejects.toMatchObject({
			code: 'line_in_dispute',
			field: `line-${item.invoiceLineId}`,
			details: { reference }
		});
		const { disputeId } = await contest([
			{ invoiceId: invoice.id, invoiceLineId: lines[1]!.id, expectedUnitPriceMinor: 9_000n }
		]);
		expect(await itemsOf(disputeId)).toMatchObject([
			{ claimedMinor: 4_000n, claimedQuantity: null, expectedUnitPriceMinor: 9_000n }
		]);
	});

	it('keep the quantity in dispute, and refuse a figure that is not below the one billed', async () => {
		const { invoice, lines } = await withLines(60_000n);
		const item = { invoiceId: invoice.id, invoiceLineId: lines[0]!.id };
		await expect(contest([{ ...item, receivedQuantity: '10' }])).rejects.toMatchObject({
			code: 'quantity_not_below',
			field: `figure-${lines[0]!.id}`
		});
		await expect(contest([{ ...item, expectedUnitPriceMinor: 10_000n }])).rejects.toMatchObject({
			code: 'price_not_below',
			field: `figure-${lines[0]!.id}`
		});
		const { disputeId } = await contest([{ ...item, receivedQuantity: '7.5' }]);
		expect(await itemsOf(disputeId)).toMatchObject([
			{ claimedMinor: 15_000n, claimedQuantity: '2.5', expectedUnitPriceMinor: null }
		]);
	});

	it('of another invoice, another customer or another organisation are nobody’s here', async () => {
		const { invoice } = await withLines(60_000n);
		const neighbours = await buildInvoiceLine(ours.inside, ours.neighbour.overdue);
		const foreign = await buildInvoiceLine(other.inside, other.account.overdue);
		const elsewhere = (await withLines(60_000n)).lines[0]!;
		for (const { id } of [neighbours, foreign, elsewhere])
			await expect(contest([{ invoiceId: invoice.id, invoiceLineId: id }])).rejects.toMatchObject({
				code: 'not_found'
			});
	});

	it('leave earlier claims out', async () => {
		const { invoice, lines } = await withLines(60_000n, 40_000n);
		await contest([{ invoiceId: invoice.id, claimedMinor: 50_000n }]);
		const { disputeId } = await contest(
			lines.map(({ id }) => ({ invoiceId: invoice.id, invoiceLineId: id })).slice(1)
		);
		expect(await claimedOf(disputeId)).toEqual([40_000n]);
		expect(await asSeen(invoice)).toMatchObject({ collectibleMinor: 10_000n });
	});

	it('of which the amounts are typed are refused above what is left', async () => {
		const { invoice, lines } = await withLines(60_000n, 60_000n);
		await expect(
			contest(
				lines.map(({ id }) => ({
					invoiceId: invoice.id,
					invoiceLineId: id,
					claimedMinor: 60_000n
				}))
			)
		).rejects.toMatchObject({
			code: 'amount_above_open',
			field: `line-${lines[1]!.id}`,
			details: { max: '400,00\u00a0€' }
		});
		expect(await asSeen(invoice)).toMatchObject({ disputedMinor: 0n });
	});

	it('are refused beside the whole of the same invoice', async () => {
		const { invoice, lines } = await withLines(60_000n);
		await expect(
			contest([
				{ invoiceId: invoice.id, claimedMinor: 1n },
				{ invoiceId: invoice.id, invoiceLineId: lines[0]!.id }
			])
		).rejects.toMatchObject({ code: 'invalid_input' });
	});
});

describe('refusals change nothing', () => {
	const casesCount = () =>
		inside(({ tx }) => tx.$count(dispute, eq(dispute.organisationId, ours.inside.organisationId)));
	const refused = async (
		items: () => Promise<OpenDispute['items']>,
		expected: object,
		fields: Partial<OpenDispute> = {}
	) => {
		const chosen = await items();
		const before = await casesCount();
		await expect(contest(chosen, fields)).rejects.toMatchObject(expected);
		expect(await casesCount()).toBe(before);
	};

	it('an amount above what is open, told with the most it can be', () =>
		refused(async () => [{ invoiceId: (await freshInvoice()).id, claimedMinor: 100_001n }], {
			code: 'amount_above_open',
			details: { max: '1\u00a0000,00\u00a0€' }
		}));

	it('nothing, or less than nothing', async () => {
		const { id } = await freshInvoice();
		await refused(async () => [{ invoiceId: id, claimedMinor: 0n }], {
			code: 'amount_not_positive',
			field: `amount-${id}`
		});
		await refused(async () => [{ invoiceId: id, claimedMinor: -5n }], {
			code: 'amount_not_positive'
		});
	});

	it('an invoice that is paid', () =>
		refused(async () => [{ invoiceId: ours.account.paid.id }], { code: 'nothing_to_dispute' }));

	it('an invoice that is already contested whole names that case', async () => {
		const invoice = await freshInvoice();
		const { reference } = await contest([{ invoiceId: invoice.id }]);
		await refused(async () => [{ invoiceId: invoice.id }], {
			code: 'already_in_dispute',
			details: { reference }
		});
	});

	it('no invoice at all', () => refused(async () => [], { code: 'invoice_required' }));

	it('a reason that needs words and got none', () =>
		refused(
			async () => [{ invoiceId: (await freshInvoice()).id }],
			{ code: 'explanation_required' },
			{ reasonCode: 'other', explanation: '  ' }
		));

	it('a reason nobody offers, and one that is an answer', async () => {
		const { id } = await freshInvoice();
		await refused(
			async () => [{ invoiceId: id }],
			{ code: 'reason_required' },
			{ reasonCode: 'made_up' }
		);
		await refused(
			async () => [{ invoiceId: id }],
			{ code: 'reason_required' },
			{ reasonCode: 'already_paid' }
		);
	});

	it('the invoice of another customer, or of another organisation', async () => {
		await refused(async () => [{ invoiceId: ours.neighbour.overdue.id }], { code: 'not_found' });
		await refused(async () => [{ invoiceId: other.account.overdue.id }], { code: 'not_found' });
		await refused(
			async () => [
				{ invoiceId: (await freshInvoice()).id },
				{ invoiceId: ours.neighbour.dueSoon.id }
			],
			{ code: 'not_found' }
		);
	});

	it('the same invoice twice, and two currencies in one case', async () => {
		const euro = await freshInvoice();
		const dollar = await freshInvoice({ currency: 'USD' });
		await refused(
			async () => [
				{ invoiceId: euro.id, claimedMinor: 1n },
				{ invoiceId: euro.id, claimedMinor: 1n }
			],
			{ code: 'invalid_input' }
		);
		await refused(async () => [{ invoiceId: euro.id }, { invoiceId: dollar.id }], {
			code: 'invalid_input'
		});
	});

	it('a broken file: no case without what was sent with it', () =>
		refused(
			async () => [{ invoiceId: (await freshInvoice()).id }],
			{ code: 'file_type', details: { name: 'note.txt' } },
			{ files: [{ name: 'note.txt', bytes: new TextEncoder().encode('hello') }] }
		));
});
