import { beforeAll, expect, test } from 'vitest';
import { PDFDocument } from 'pdf-lib';
import { unitOfWork } from '$lib/server/db/client';
import { attachDocuments } from '$lib/server/intake/attach-documents';
import { useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { forgetEnv } from '$lib/server/env';
import { EICAR, startFakeClamd } from '../../support/fake-clamd';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout } from './traces';

useDatabase();
let ours: Company;
let other: Company;
let mine: ReturnType<typeof callerFor>['portal']['disputes'];
let neighbour: typeof mine;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
	mine = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	neighbour = callerFor(await portalScopeOf(ours.neighbour.portalPath)).portal.disputes;
});

const credited = async () => {
	const about = await buildDispute(ours.inside, ours.account.overdue, { claimedMinor: 1_000n });
	const desk = callerFor(ours.desk.admin).desk.disputes;
	await desk.decide({
		disputeId: about.id,
		verdict: 'valid',
		outcome: 'credit_full',
		explanation: 'Vous avez raison.'
	});
	await desk.resolve({ disputeId: about.id, creditNoteNumber: `AV-${about.reference}` });
	return about;
};

test('the credit note is a page to download, by the customer of its case and by nobody else', async () => {
	const { reference } = await credited();
	const { documents } = await mine.show({ reference });
	expect(documents.creditNotes).toMatchObject([{ number: `AV-${reference}`, totalMinor: 1_000n }]);
	const { id } = documents.creditNotes[0]!;
	const file = await mine.document({ reference, id });
	expect(file.name).toBe(`AV-${reference}.pdf`);
	const pdf = await PDFDocument.load(file.content);
	expect(pdf.getPageCount()).toBe(1);
	expect(pdf.getTitle()).toContain(reference);
	await expect(neighbour.document({ reference, id })).rejects.toMatchObject({
		message: 'not_found'
	});
	// Nor through another case of his own.
	const elsewhere = await buildDispute(ours.inside, ours.account.overdue, { claimedMinor: 1n });
	await expect(mine.document({ reference: elsewhere.reference, id })).rejects.toMatchObject({
		message: 'not_found'
	});
});

const pdf = (words: string) => ({
	name: 'facture-corrigee.pdf',
	bytes: new TextEncoder().encode(`%PDF-1.4 ${words}`)
});
const handOver = (disputeId: string, more: object = {}) =>
	callerFor(ours.desk.collector).desk.disputes.handOver({
		...{ disputeId, kind: 'corrected_invoice', files: [pdf('corrected')] },
		...more
	} as never);
const followed = () =>
	buildDispute(ours.inside, ours.account.overdue, {
		claimedMinor: 1_000n,
		raisedByEmail: ours.account.contact.email,
		raisedByContactId: ours.account.contact.id
	});

test('a corrected invoice staff hand over is downloaded by the customer, and whoever follows is told once', async () => {
	const about = await followed();
	const { reference } = about;
	await handOver(about.id);
	// The button pressed twice.
	await handOver(about.id);
	const { documents } = await mine.show({ reference });
	expect(documents.files).toMatchObject([
		{ name: 'facture-corrigee.pdf', kind: 'corrected_invoice' }
	]);
	const { id } = documents.files[0]!;
	const file = await mine.document({ reference, id });
	expect(new TextDecoder().decode(file.content)).toBe('%PDF-1.4 corrected');
	await expect(
		neighbour.document({ reference: ours.neighbour.dispute.reference, id })
	).rejects.toMatchObject({ message: 'not_found' });
	expect(await auditOf(about.id)).toEqual(['dispute.document_filed']);
	expect(
		(await mailsAbout(about.id)).map(({ to_email, facts }) => [to_email, facts.event])
	).toEqual([[ours.account.contact.email, 'document']]);
	const { desk } = callerFor(ours.desk.collector);
	expect((await desk.disputes.page({ reference })).papers).toMatchObject([{ id }]);
	const read = await desk.disputes.paper({ reference, id });
	expect(new TextDecoder().decode(read.content)).toBe('%PDF-1.4 corrected');
});

test('a delivery note is one, and a credit note stands in the place of the one that is drawn', async () => {
	const about = await credited();
	await handOver(about.id, { kind: 'delivery_note', files: [pdf('signed')] });
	await handOver(about.id, { kind: 'credit_note', files: [pdf('credit')] });
	const { documents } = await mine.show({ reference: about.reference });
	expect(documents.files).toMatchObject([{ kind: 'delivery_note' }]);
	const [note] = documents.creditNotes;
	const file = await mine.document({ reference: about.reference, id: note!.id });
	expect(new TextDecoder().decode(file.content)).toBe('%PDF-1.4 credit');
});

test('what is no PDF, none, infected or not checked is not handed over', async () => {
	const about = await followed();
	const refusal = (files: unknown) =>
		handOver(about.id, { files }).then(
			() => 'taken',
			({ message }: Error) => message
		);
	const png = Uint8Array.from(
		Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
			'base64'
		)
	);
	expect(await refusal([])).toBe('file_required');
	expect(await refusal([{ name: 'a.exe', bytes: new TextEncoder().encode('MZ') }])).toBe(
		'file_type'
	);
	expect(await refusal([{ name: 'a.png', bytes: png }])).toBe('file_not_pdf');
	const clamd = await startFakeClamd();
	Object.assign(process.env, { CLAMD_HOST: clamd.host, CLAMD_PORT: String(clamd.port) });
	forgetEnv();
	try {
		expect(await refusal([pdf(EICAR)])).toBe('file_infected');
		await clamd.close();
		expect(await refusal([pdf('clean')])).toBe('file_not_checked');
	} finally {
		delete process.env.CLAMD_HOST;
		delete process.env.CLAMD_PORT;
		forgetEnv();
	}
	expect((await mine.show({ reference: about.reference })).documents.files).toEqual([]);
});

const receive = (company: Company, name: string, words: string) =>
	unitOfWork(company.inside, (unit) =>
		attachDocuments(unit, [{ name, content: new TextEncoder().encode(`%PDF-1.4 ${words}`) }])
	);

test('a PDF that bears the reference of a case is filed there once, and whoever follows it is told', async () => {
	const { contact, overdue } = ours.account;
	const about = await buildDispute(ours.inside, overdue, {
		claimedMinor: 1_000n,
		raisedByEmail: contact.email,
		raisedByContactId: contact.id
	});
	const name = `FA-431-bis ${about.reference}.pdf`;
	const once = await receive(ours, name, 'corrected');
	expect(once).toEqual({ attached: 1, unknown: [], refused: [] });
	await receive(ours, name, 'corrected');
	const { documents } = await mine.show({ reference: about.reference });
	expect(documents.files).toMatchObject([{ name, kind: 'corrected_invoice' }]);
	const file = await mine.document({ reference: about.reference, id: documents.files[0]!.id });
	expect(new TextDecoder().decode(file.content)).toBe('%PDF-1.4 corrected');
	expect(await auditOf(about.id)).toEqual(['dispute.document_filed']);
	const mails = await mailsAbout(about.id);
	expect(mails.map(({ to_email, facts }) => [to_email, facts.event])).toEqual([
		[contact.email, 'document']
	]);
});

test('a credit note of the ledger takes the place of the one that is drawn', async () => {
	const about = await credited();
	await receive(ours, `AV-${about.reference}.pdf`, 'of the ledger');
	const { documents } = await mine.show({ reference: about.reference });
	expect(documents.files).toEqual([]);
	const { id } = documents.creditNotes[0]!;
	const file = await mine.document({ reference: about.reference, id });
	expect(new TextDecoder().decode(file.content)).toBe('%PDF-1.4 of the ledger');
});

test('the reference of a case of another company files nothing', async () => {
	const about = await buildDispute(ours.inside, ours.account.overdue, {
		claimedMinor: 1n,
		reference: 'LIT-2026-777777'
	});
	expect(await receive(other, `${about.reference}.pdf`, 'foreign')).toMatchObject({
		unknown: [`${about.reference}.pdf`]
	});
	expect((await mine.show({ reference: about.reference })).documents.files).toEqual([]);
});

test('staff reads beside each invoice of a case what was booked against it, and of no other', async () => {
	const { reference } = await credited();
	const desk = callerFor(ours.desk.admin).desk.disputes;
	const { items } = await desk.page({ reference });
	const { settlements, invoiceId } = items[0]!;
	expect(settlements).toContainEqual(
		expect.objectContaining({ creditNoteNumber: `AV-${reference}`, amountMinor: 1_000n })
	);
	expect(settlements.every((line) => line.invoiceId === invoiceId)).toBe(true);
	const beside = await buildDispute(ours.inside, ours.account.dueSoon, { claimedMinor: 1n });
	const { items: others } = await desk.page({ reference: beside.reference });
	expect(others[0]!.settlements).toEqual([]);
	await expect(callerFor(other.desk.admin).desk.disputes.page({ reference })).rejects.toMatchObject(
		{ message: 'not_found' }
	);
});
