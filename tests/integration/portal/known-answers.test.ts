import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PortalScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { dispute } from '$lib/server/db/schema/disputes';
import { knownAnswer } from '$lib/server/db/schema/known-answers';
import { shownKey } from '$lib/domain/disputes/known-answers';
import { attachDocuments } from '$lib/server/intake/attach-documents';
import { uuidv7 } from 'uuidv7';
import { useDatabase } from '../../support/database';
import { buildInvoice, buildInvoiceLine } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Account, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
let mine: PortalScope;
let theirs: PortalScope;
let neighbours: PortalScope;

beforeAll(async () => {
	({ ours, other } = await buildWorld());
	mine = await portalScopeOf(ours.account.portalPath);
	neighbours = await portalScopeOf(ours.neighbour.portalPath);
	theirs = await portalScopeOf(other.account.portalPath);
});

const invoiceOf = (account: Account, fields = {}, company = ours) =>
	buildInvoice(company.inside, account.customer, fields);
const known = (invoiceId: string, reasonCode: string, detail = '', scope = mine) =>
	callerFor(scope).portal.disputes.known({ invoiceIds: [invoiceId], reasonCode, detail });
const open = (
	invoiceId: string,
	fields: {
		reasonCode?: string;
		seen?: string[];
		idempotencyKey?: string;
		explanation?: string;
	} = {}
) =>
	callerFor(mine).portal.disputes.open({
		items: [{ invoiceId, claimedMinor: 100n }],
		reasonCode: 'quantity_short',
		explanation: 'Neuf au lieu de douze',
		idempotencyKey: `known-${uuidv7()}`,
		language: 'fr',
		...fields
	});
const PDF = new TextEncoder().encode('%PDF-1.7\n');
const receive = (company: Company, name: string) =>
	unitOfWork(company.inside, (unit) => attachDocuments(unit, [{ name, content: PDF }]));
const keptAbout = (invoiceId: string) =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx.select().from(knownAnswer).where(eq(knownAnswer.invoiceId, invoiceId))
	);
const casesCount = () =>
	unitOfWork(ours.inside, ({ tx }) =>
		tx.$count(dispute, eq(dispute.organisationId, ours.inside.organisationId))
	);

describe('a signed delivery note', () => {
	it('that an import brought under the number of the invoice is found, and opens for its customer only', async () => {
		const invoice = await invoiceOf(ours.account);
		expect(await receive(ours, `BL ${invoice.number}.pdf`)).toMatchObject({ attached: 1 });
		const [found] = await known(invoice.id, 'quantity_short');
		expect(found).toMatchObject({
			kind: 'delivery_note',
			number: invoice.number,
			name: `BL ${invoice.number}.pdf`
		});
		const asked = {
			invoiceId: invoice.id,
			documentId: found!.kind === 'delivery_note' ? found!.documentId : ''
		};
		const file = await callerFor(mine).portal.invoices.document(asked);
		expect(file).toMatchObject({ mime: 'application/pdf', content: new Uint8Array(PDF) });
		for (const scope of [neighbours, theirs]) {
			await expect(callerFor(scope).portal.invoices.document(asked)).rejects.toMatchObject({
				cause: { code: 'not_found' }
			});
			expect(await known(invoice.id, 'quantity_short', '', scope)).toEqual([]);
		}
		expect(await known(invoice.id, 'price_unit')).toEqual([]);
		const page = await callerFor(mine).portal.invoices.show({ invoiceId: invoice.id });
		expect(page.documents).toMatchObject([{ kind: 'delivery_note', id: asked.documentId }]);
	});

	it('is one paper however often it arrives, beside each invoice of its order', async () => {
		const [one, two] = [
			await invoiceOf(ours.account, { orderNumber: 'CMD-881' }),
			await invoiceOf(ours.account, { orderNumber: 'CMD-881', totalMinor: 5n })
		];
		const { code } = ours.account.customer;
		await receive(ours, `BL_${code}_CMD-881.pdf`);
		await receive(ours, `BL_${code}_CMD-881.pdf`);
		const [first, second] = [
			await known(one.id, 'delivery_incomplete'),
			await known(two.id, 'delivery_incomplete')
		];
		expect(first).toHaveLength(1);
		expect(second).toMatchObject([{ documentId: (first[0] as { documentId: string }).documentId }]);
	});

	it('that bears nothing but an order number is told, not kept: another customer may use the same', async () => {
		await invoiceOf(ours.account, { orderNumber: 'CMD-882' });
		expect(await receive(ours, 'BL CMD-882.pdf')).toMatchObject({ unknown: ['BL CMD-882.pdf'] });
	});

	it('with the bare number of somebody else’s order is not his', async () => {
		const his = await invoiceOf(ours.account, { orderNumber: '4711' });
		expect(await receive(ours, 'BL-4711.pdf')).toMatchObject({ unknown: ['BL-4711.pdf'] });
		expect(await known(his.id, 'quantity_short')).toEqual([]);
		const announced = await invoiceOf(ours.neighbour, { deliveryNote: '4711' });
		await receive(ours, 'BL-4711.pdf');
		expect(await known(his.id, 'quantity_short')).toEqual([]);
		expect(await known(announced.id, 'quantity_short', '', neighbours)).toHaveLength(1);
	});

	it('of another organisation finds only its own invoices', async () => {
		const invoice = await invoiceOf(ours.account);
		expect(await receive(other, `BL ${invoice.number}.pdf`)).toMatchObject({ attached: 0 });
		expect(await known(invoice.id, 'quantity_short')).toEqual([]);
	});
});

describe('an order number', () => {
	it('that is on the invoice is found, unless another one is missing', async () => {
		const { id } = await invoiceOf(ours.account, { orderNumber: 'PO-4711' });
		await invoiceOf(other.account, { orderNumber: 'PO-4711' }, other);
		expect(await known(id, 'order_reference')).toMatchObject([
			{ kind: 'order_number', orderNumber: 'PO-4711' }
		]);
		expect(await known(id, 'order_reference', 'po 4711')).toHaveLength(1);
		expect(await known(id, 'order_reference', 'PO-9')).toEqual([]);
		expect(await known((await invoiceOf(ours.account)).id, 'order_reference')).toEqual([]);
	});
});

describe('what was given back or answered already', () => {
	it('is found as a credit note and as the case that was decided', async () => {
		const invoice = await invoiceOf(ours.account);
		const { reference, disputeId } = await open(invoice.id);
		const desk = callerFor(ours.desk.admin).desk.disputes;
		const decided = { verdict: 'valid', outcome: 'credit_full', explanation: 'Nous créditons.' };
		const { version } = await desk.page({ reference });
		await desk.decide({ disputeId, seen: version, ...decided } as never);
		const seen = (await desk.page({ reference })).version;
		await desk.resolve({ disputeId, seen, creditNoteNumber: `AV-${reference}` });
		expect(await known(invoice.id, 'quantity_short')).toMatchObject([
			{ kind: 'credit_note', creditNote: `AV-${reference}`, amount: { minor: 100n } },
			{ kind: 'duplicate', case: { reference, verdict: 'valid' } }
		]);
		expect(await known(invoice.id, 'goods_damaged')).toMatchObject([{ kind: 'credit_note' }]);
		for (const scope of [neighbours, theirs])
			expect(await known(invoice.id, 'quantity_short', '', scope)).toEqual([]);
	});
});

describe('a twin', () => {
	it('has the same order and the same total, at the same customer', async () => {
		const same = { orderNumber: 'CMD-991', totalMinor: 4_200n };
		const one = await invoiceOf(ours.account, same);
		const two = await invoiceOf(ours.account, same);
		await invoiceOf(ours.account, { ...same, totalMinor: 4_201n });
		await invoiceOf(ours.neighbour, same);
		await invoiceOf(other.account, same, other);
		expect(await known(one.id, 'duplicate_invoice')).toMatchObject([
			{ kind: 'duplicate', twin: { invoiceId: two.id, number: two.number } }
		]);
	});
});

describe('what the customer does with it', () => {
	const withNote = async () => {
		const invoice = await invoiceOf(ours.account);
		await receive(ours, `BL ${invoice.number}.pdf`);
		return invoice;
	};
	const about = (invoiceId: string, key: string) => ({
		invoiceIds: [invoiceId],
		reasonCode: 'quantity_short',
		idempotencyKey: key
	});

	it('asking writes nothing', async () => {
		const { id } = await withNote();
		const before = await casesCount();
		await known(id, 'quantity_short');
		expect(await keptAbout(id)).toEqual([]);
		expect(await casesCount()).toBe(before);
	});

	it('"this answers it" is kept once, and opens no case', async () => {
		const { id } = await withNote();
		const before = await casesCount();
		const { answeredItself } = callerFor(mine).portal.disputes;
		await answeredItself(about(id, `answers-${id}`));
		await answeredItself(about(id, `answers-${id}`));
		expect(await keptAbout(id)).toMatchObject([
			{ kind: 'delivery_note', outcome: 'answers', disputeId: null, reasonCode: 'quantity_short' }
		]);
		expect(await casesCount()).toBe(before);
	});

	it('the report counts the forms in which something was shown, and those it answered', async () => {
		const counted = async (company: Company) => {
			const { prevention } = await callerFor(company.desk.executive).desk.reports.disputes({});
			const of = prevention.find(({ code }) => code === 'quantity_short');
			return [of?.shown ?? 0, of?.answered ?? 0] as const;
		};
		const [shown, answered] = await counted(ours);
		const { id } = await withNote();
		await callerFor(mine).portal.disputes.answeredItself(about(id, `counted-${id}`));
		const { id: another } = await withNote();
		await open(another, { seen: (await known(another, 'quantity_short')).map(shownKey) });
		expect(await counted(ours)).toEqual([shown + 2, answered + 1]);
		expect(await counted(other)).toEqual([0, 0]);
	});

	it('"continue" is kept with the case, of what was shown only', async () => {
		const { id } = await withNote();
		const shown = (await known(id, 'quantity_short')).map(shownKey);
		const { disputeId } = await open(id, { seen: shown });
		expect(await keptAbout(id)).toMatchObject([{ outcome: 'continued', disputeId }]);
		const unseen = await withNote();
		await open(unseen.id, { seen: ['delivery_note:made:up'] });
		expect(await keptAbout(unseen.id)).toEqual([]);
	});

	it('about somebody else’s invoice says nothing and keeps nothing', async () => {
		const { id } = await withNote();
		for (const scope of [neighbours, theirs])
			await callerFor(scope).portal.disputes.answeredItself(about(id, `foreign-${id}`));
		expect(await keptAbout(id)).toEqual([]);
	});
});

describe('a form sent again under its key', () => {
	const photo = { name: 'note.txt', bytes: new TextEncoder().encode('no photo at all') };

	it('with the same content is the same case, and nobody looks at its files again', async () => {
		const { id } = await invoiceOf(ours.account);
		const first = await open(id, { idempotencyKey: `again-${id}` });
		const second = await open(id, { idempotencyKey: `again-${id}` });
		expect(second).toMatchObject({ isNew: false, reference: first.reference });
	});

	it('with other content is told the reference before a file is looked at', async () => {
		const { id } = await invoiceOf(ours.account);
		const { reference } = await open(id, { idempotencyKey: `other-${id}` });
		const again = open(id, { idempotencyKey: `other-${id}`, explanation: 'Dix au lieu de douze' });
		await expect(again).rejects.toMatchObject({
			cause: { code: 'sent_otherwise', details: { reference } }
		});
		const withFile = callerFor(mine).portal.disputes.open({
			items: [{ invoiceId: id, claimedMinor: 100n }],
			reasonCode: 'quantity_short',
			explanation: 'Neuf au lieu de douze',
			idempotencyKey: `other-${id}`,
			language: 'fr',
			files: [photo]
		});
		await expect(withFile).rejects.toMatchObject({ cause: { code: 'sent_otherwise' } });
	});

	it('at the same moment about two invoices is one case', async () => {
		const [one, two] = [await invoiceOf(ours.account), await invoiceOf(ours.account)];
		const key = `both-${one.id}`;
		const sent = await Promise.allSettled(
			[one, two, one, two].map(({ id }) => open(id, { idempotencyKey: key }))
		);
		const opened = await unitOfWork(ours.inside, ({ tx }) =>
			tx.select().from(dispute).where(eq(dispute.idempotencyKey, key))
		);
		expect(opened).toHaveLength(1);
		for (const result of sent)
			if (result.status === 'rejected')
				expect(result.reason).toMatchObject({ cause: { code: 'sent_otherwise' } });
	});
});

describe('what a reason asks for besides words', () => {
	it('is kept, and read by staff, by the resolver’s mail and by the customer', async () => {
		const invoice = await invoiceOf(ours.account);
		const line = await buildInvoiceLine(ours.inside, invoice);
		const { disputes } = callerFor(mine).portal;
		const { reference } = await disputes.open({
			items: [{ invoiceId: invoice.id, invoiceLineId: line.id, receivedQuantity: '7' }],
			reasonCode: 'duplicate_invoice',
			detail: ' FA-77 ',
			explanation: '',
			idempotencyKey: `detail-${invoice.id}`,
			language: 'fr'
		});
		const expected = {
			detail: { field: 'original_invoice', value: 'FA-77' },
			items: [{ claimedMinor: 30_000n, claimedQuantity: '3', line: { quantity: '10' } }]
		};
		expect(await disputes.show({ reference })).toMatchObject(expected);
		expect(await callerFor(ours.desk.collector).desk.disputes.page({ reference })).toMatchObject(
			expected
		);
	});

	it('can be a unit price where an invoice has one line that can be contested', async () => {
		const [one, two, none] = [
			await invoiceOf(ours.account),
			await invoiceOf(ours.account),
			await invoiceOf(ours.account)
		];
		await buildInvoiceLine(ours.inside, one);
		await buildInvoiceLine(ours.inside, one, { position: 2, totalMinor: -500n });
		await buildInvoiceLine(ours.inside, two);
		await buildInvoiceLine(ours.inside, two, { position: 2 });
		const ids = [one.id, two.id, none.id];
		const { invoices } = await callerFor(mine).portal.disputes.form({ invoiceIds: ids });
		const asked = ids.map((id) => invoices.find((found) => found.id === id)?.hasOneLine);
		expect(asked).toEqual([true, false, false]);
	});

	it('is nothing for a reason that asks for nothing', async () => {
		const { id } = await invoiceOf(ours.account);
		const { disputes } = callerFor(mine).portal;
		const { reference } = await disputes.open({
			items: [{ invoiceId: id }],
			reasonCode: 'goods_damaged',
			detail: 'typed before the reason changed',
			explanation: '',
			idempotencyKey: `none-${id}`,
			language: 'fr'
		});
		expect((await disputes.show({ reference })).detail).toBeNull();
	});
});
