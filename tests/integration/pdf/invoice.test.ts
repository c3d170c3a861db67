import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { document, invoice } from '$lib/server/db/schema/invoices';
import { storeFile } from '$lib/server/files';
import { invoicePdf } from '$lib/server/pdf/invoice';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { useDatabase } from '../../support/database';
import { buildInvoice, buildInvoiceLine } from '../../support/factories';
import { portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const draw = (company: Company, invoiceId: string) =>
	unitOfWork(company.inside, (unit) => invoicePdf(unit, invoiceId));

const withLines = async (count: number, description = 'Chêne massif, 27 mm – Łódź 日本') => {
	const row = await buildInvoice(ours.inside, ours.account.customer);
	for (let line = 0; line < count; line++)
		await buildInvoiceLine(ours.inside, row, { description });
	return row;
};

describe('the copy of an invoice', () => {
	test('is one small page for a few lines, named after its number', async () => {
		const row = await withLines(4);
		const { name, content } = await draw(ours, row.id);
		expect(name).toBe(`${row.number}.pdf`);
		expect(content.length).toBeLessThan(60_000);
		const pdf = await PDFDocument.load(content);
		expect(pdf.getPageCount()).toBe(1);
		expect(pdf.getTitle()).toContain(row.number);
	});

	test('goes on over as many pages as the lines need', async () => {
		const row = await withLines(70);
		const { content } = await draw(ours, row.id);
		expect((await PDFDocument.load(content)).getPageCount()).toBe(3);
		expect(content.length).toBeLessThan(60_000);
	});

	test('holds a description without any space and an invoice without lines or due date', async () => {
		const long = await withLines(1, 'X'.repeat(400));
		const bare = await buildInvoice(ours.inside, ours.account.customer, { dueOn: null });
		for (const { id } of [long, bare])
			expect(
				(await PDFDocument.load((await draw(ours, id)).content)).getPageCount()
			).toBeGreaterThan(0);
	});

	test('is the same file for the same ledger', async () => {
		const row = await withLines(2);
		const [first, second] = [await draw(ours, row.id), await draw(ours, row.id)];
		expect(Buffer.from(second.content).equals(Buffer.from(first.content))).toBe(true);
	});
});

test('the document received with the ledger is given as it came', async () => {
	const { customer, overdue } = ours.account;
	const sent = new TextEncoder().encode('%PDF-1.7 the original');
	await unitOfWork(ours.inside, async ({ tx, scope, now }) => {
		const id = uuidv7();
		const stored = await storeFile(scope.organisationId, sent);
		await tx.insert(document).values({
			organisationId: scope.organisationId,
			id,
			customerId: customer.id,
			kind: 'invoice',
			name: 'original.pdf',
			mime: 'application/pdf',
			...stored,
			createdAt: now
		});
		await tx.update(invoice).set({ documentId: id }).where(eq(invoice.id, overdue.id));
	});
	const { name, content } = await draw(ours, overdue.id);
	expect(name).toBe('original.pdf');
	expect([...content]).toEqual([...sent]);
});

describe('nobody else’s invoice', () => {
	test('is drawn for another organisation', async () => {
		await expect(draw(ours, other.account.dueSoon.id)).rejects.toMatchObject({ code: 'not_found' });
	});

	test('is drawn for another customer’s link', async () => {
		const scope = await portalScopeOf(ours.account.portalPath);
		const theirs = ours.neighbour.dueSoon.id;
		await expect(unitOfWork(scope, (unit) => invoicePdf(unit, theirs))).rejects.toMatchObject({
			code: 'not_found'
		});
		const own = await unitOfWork(scope, (unit) => invoicePdf(unit, ours.account.dueSoon.id));
		expect(own.content.length).toBeGreaterThan(1000);
	});
});
