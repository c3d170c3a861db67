import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { lockDispute } from '$lib/server/disputes/lock-dispute';
import { asOwner, useDatabase } from '../../support/database';
import { buildDispute, buildInvoice, type InvoiceRow } from '../../support/factories';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, mailsAbout, statusOf } from '../disputes/traces';

useDatabase();
let ours: Company;
let other: Company;
let invoice: InvoiceRow;
let disputeId: string;
let reference: string;

const desk = (company = ours) => callerFor(company.desk.collector).desk;
const decide = (acceptedMinor = 20_000n) =>
	desk().disputes.decide({
		...{ disputeId, verdict: 'partly_valid', outcome: 'credit_partial', acceptedMinor },
		explanation: '=HYPERLINK("x") le tarif de mars'
	});
const requests = () =>
	asOwner<{ id: string; amount_minor: string; batch_id: string | null }>(
		'select * from credit_request where dispute_id = $1 order by id',
		[disputeId]
	);
const requestId = async () => (await requests()).at(-1)!.id;
const open = async () => {
	const [row] = await asOwner<{ open: string }>(
		'select total_minor - coalesce((select sum(amount_minor) from allocation where invoice_id = invoice.id), 0) as open from invoice where id = $1',
		[invoice.id]
	);
	return BigInt(row!.open);
};
const post = async (fields: object = {}, id?: string) =>
	desk().credits.post({
		requestId: id ?? (await requestId()),
		...{ number: `AV-${disputeId}`, on: localDate('2026-03-02'), amountMinor: 20_000n },
		...fields
	});
const textOf = async (batchId: string, as: 'csv' | 'json', company = ours) =>
	new TextDecoder().decode((await desk(company).credits.file({ batchId, as })).content);

const lockAtOnce = (id: string) => sql`select id from dispute where id = ${id} for update nowait`;
/** Until one of the transactions waits for another. */
async function waitsForLock(): Promise<void> {
	for (;;) {
		const [row] = await asOwner<{ n: number }>(
			`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
		);
		if (row!.n > 0) return;
	}
}

beforeEach(async () => {
	if (!ours) ({ ours, other } = await buildWorld());
	invoice = await buildInvoice(ours.inside, ours.account.customer, { totalMinor: 100_000n });
	const found = await buildDispute(ours.inside, invoice, { claimedMinor: 50_000n });
	disputeId = found.id;
	reference = found.reference;
});

test('a decided credit is asked for once; nothing given asks for nothing', async () => {
	await decide();
	expect(await requests()).toMatchObject([{ amount_minor: '20000', batch_id: null }]);
	const [page] = (await desk().disputes.page({ reference })).credits;
	expect(page).toMatchObject({ state: 'to_export', amountMinor: 20_000n });
	const refused = await buildDispute(ours.inside, invoice, { claimedMinor: 1n });
	await desk().disputes.decide({
		...{ disputeId: refused.id, verdict: 'invalid', outcome: 'no_action' },
		explanation: 'Le tarif est celui du contrat.'
	});
	disputeId = refused.id;
	expect(await requests()).toEqual([]);
});

test('one file per batch, the same whenever it is fetched, without a formula', async () => {
	await decide();
	const { batchId } = await desk().credits.export();
	expect((await requests())[0]!.batch_id).toBe(batchId);
	const csv = await textOf(batchId, 'csv');
	expect(csv).toContain(`"${reference}"`);
	expect(csv).toContain(`"'=HYPERLINK(""x"") le tarif de mars"`);
	expect(JSON.parse(await textOf(batchId, 'json'))).toContainEqual(
		expect.objectContaining({ case_reference: reference, amount_incl_tax: '200.00' })
	);
	await post();
	expect(await textOf(batchId, 'csv')).toBe(csv);
	await expect(desk().credits.export()).rejects.toMatchObject({ message: 'nothing_picked' });
});

test('posted settles what was granted, closes the case and is said once', async () => {
	await decide();
	await expect(post({ amountMinor: 20_001n })).rejects.toMatchObject({
		message: 'credit_amount_differs'
	});
	await expect(post({ on: localDate('2026-04-01') })).rejects.toMatchObject({
		message: 'date_invalid'
	});
	expect(await open()).toBe(100_000n);
	await post();
	const told = await mailsAbout(disputeId);
	expect(told.filter(({ mail }) => mail === 'dispute-resolved')).toHaveLength(1);
	await post();
	expect(await mailsAbout(disputeId)).toEqual(told);
	expect(await open()).toBe(80_000n);
	expect(await statusOf(disputeId)).toBe('resolved');
	expect(
		await asOwner('select issued_on::text, total_minor from credit_note where dispute_id = $1', [
			disputeId
		])
	).toEqual([{ issued_on: '2026-03-02', total_minor: '20000' }]);
	await expect(post({ number: 'AV-other' })).rejects.toMatchObject({ message: 'credit_posted' });
});

test('posted twice at the same instant, it is booked and said once', async () => {
	await decide();
	expect(await Promise.allSettled([post(), post()])).toMatchObject([
		{ status: 'fulfilled' },
		{ status: 'fulfilled' }
	]);
	expect(await open()).toBe(80_000n);
	const told = await mailsAbout(disputeId);
	expect(told.filter(({ mail }) => mail === 'dispute-resolved')).toHaveLength(1);
});

test('exported twice at the same instant, it leaves in one file', async () => {
	await decide();
	const both = await Promise.allSettled([desk().credits.export(), desk().credits.export()]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
		reason: { message: 'nothing_picked' }
	});
	const files = await asOwner('select id from credit_batch where csv like $1', [`%${reference}%`]);
	expect(files).toHaveLength(1);
});

test('a credit note is not older than its invoice', async () => {
	await decide();
	await asOwner("update invoice set issued_on = '2026-02-10' where id = $1", [invoice.id]);
	await expect(post({ on: localDate('2026-02-09') })).rejects.toMatchObject({
		message: 'credit_note_before_invoice'
	});
	await post({ on: localDate('2026-02-10') });
	expect(await statusOf(disputeId)).toBe('resolved');
});

test('whoever granted it hears once that it failed, and finds it in his day until it is corrected', async () => {
	await decide();
	await desk().credits.export();
	const id = await requestId();
	const fail = () =>
		callerFor(ours.desk.approver).desk.credits.fail({ requestId: id, why: 'Compte bloqué' });
	await fail();
	await fail();
	const told = (await mailsAbout(disputeId)).filter(({ facts }) => facts.event === 'credit_failed');
	expect(told).toMatchObject([
		{ mail: 'staff-alert', to_email: ours.users.collector.email, facts: { text: 'Compte bloqué' } }
	]);
	const row = async (company = ours) =>
		(await desk(company).worklist.day({})).rows.find(({ key }) => key === `credit:${id}`);
	expect(await row()).toMatchObject({ reference, href: `/credits?state=failed#credit-${id}` });
	expect(await row(other)).toBeUndefined();
	await desk().credits.correct({ requestId: id, note: 'Corrigé' });
	expect(await row()).toBeUndefined();
});

test('a failed one comes back, is corrected and leaves in another file', async () => {
	await decide();
	const first = await desk().credits.export();
	await desk().credits.fail({ requestId: await requestId(), why: 'Compte client bloqué' });
	const [shown] = (await desk().disputes.page({ reference })).credits;
	expect(shown).toMatchObject({ state: 'failed', failedWhy: 'Compte client bloqué' });
	await desk().credits.correct({ requestId: await requestId(), note: 'Compte débloqué' });
	const second = await desk().credits.export();
	expect(second.batchId).not.toBe(first.batchId);
	expect(await textOf(second.batchId, 'csv')).toContain('Compte débloqué');
	expect(await textOf(first.batchId, 'csv')).not.toContain('Compte débloqué');
});

test('opened again before it was posted, it is not posted; another decision asks anew', async () => {
	await decide();
	const withdrawn = await requestId();
	await desk().disputes.reopen({ disputeId, note: 'Le client conteste.' });
	expect(await auditOf(disputeId)).toContain('dispute.credit_withdrawn');
	expect(
		await asOwner(
			"select actor_name, data from audit_event where subject_id = $1 and action = 'dispute.credit_withdrawn'",
			[disputeId]
		)
	).toMatchObject([
		{ actor_name: ours.desk.collector.user.name, data: { requestId: withdrawn, batchId: null } }
	]);
	await expect(post({}, withdrawn)).rejects.toMatchObject({ message: 'credit_withdrawn' });
	expect(await open()).toBe(100_000n);
	await decide(10_000n);
	expect(await requests()).toMatchObject([{ amount_minor: '20000' }, { amount_minor: '10000' }]);
});

test('whoever closes the case with a number has answered the request', async () => {
	await decide();
	await desk().disputes.resolve({ disputeId, creditNoteNumber: `AV-hand-${disputeId}` });
	const [shown] = (await desk().disputes.page({ reference })).credits;
	expect(shown).toMatchObject({ state: 'posted', creditNoteNumber: `AV-hand-${disputeId}` });
});

describe('the file that comes back', () => {
	const answers = (rows: string[]) =>
		desk().credits.answers({
			bytes: new TextEncoder().encode(
				[
					'request_id;status;credit_note_number;credit_note_date;credit_note_amount;failure_reason',
					...rows
				].join('\n')
			)
		});

	test('posts what it can, says what it cannot, and may be sent again', async () => {
		await decide();
		const id = await requestId();
		await desk().credits.export();
		const rows = [
			`${id};posted;AV-file;2026-03-03;200,00;`,
			`${id};posted;;;;`,
			'not-an-id;failed;;;;inconnu',
			`${id};;;;;`
		];
		expect(await answers(rows)).toMatchObject({
			done: 1,
			refused: [
				{ line: 3, code: 'credit_row_incomplete', reference },
				{ line: 4, code: 'not_found', reference: '', customer: '' }
			]
		});
		expect(await open()).toBe(80_000n);
		expect((await answers(rows.slice(0, 1))).done).toBe(1);
		expect(await open()).toBe(80_000n);
	});
	test('what a file said before a correction undoes no correction', async () => {
		await decide();
		const id = await requestId();
		const { batchId: old } = await desk().credits.export();
		const said = async (batchId: string) =>
			desk().credits.answers({
				bytes: new TextEncoder().encode(
					`request_id;batch_id;status;failure_reason\n${id};${batchId};failed;Bloqué`
				)
			});
		expect((await said(old)).done).toBe(1);
		await desk().credits.correct({ requestId: id, note: 'Débloqué' });
		const { batchId } = await desk().credits.export();
		for (const before of [old, ''])
			expect((await said(before)).refused).toMatchObject([{ line: 2, code: 'credit_other_file' }]);
		expect((await said(batchId)).done).toBe(1);
		expect(await textOf(batchId, 'csv')).toContain(`"${id}";"${batchId}"`);
	});
	test('more rows than anybody waits for are refused before the first', async () => {
		await decide();
		const row = `${await requestId()};posted;AV-many;2026-03-03;200,00;`;
		await expect(answers(Array.from({ length: 1_001 }, () => row))).rejects.toMatchObject({
			message: 'credit_rows_too_many'
		});
		expect(await open()).toBe(100_000n);
	});
	test('a row the database refuses stops no other', async () => {
		await decide();
		const id = await requestId();
		await desk().credits.export();
		const broken = `${id};failed;;;;a\u0000b`;
		expect(await answers([broken, `${id};posted;AV-after;2026-03-03;200,00;`])).toMatchObject({
			done: 1,
			refused: [
				{ line: 2, code: 'credit_row_failed', reference, customer: ours.account.customer.name }
			]
		});
	});
	test('as a French spreadsheet saves it: its days, its amounts, its accents', async () => {
		await decide();
		const id = await requestId();
		await desk().credits.export();
		const rows = [
			'request_id;status;credit_note_number;credit_note_date;credit_note_amount;failure_reason',
			`${id};failed;;;;Compte bloqu\u00e9`
		];
		const bytes = Uint8Array.from(rows.join('\r\n'), (sign) => sign.charCodeAt(0));
		expect((await desk().credits.answers({ bytes })).done).toBe(1);
		const [failed] = (await desk().disputes.page({ reference })).credits;
		expect(failed).toMatchObject({ state: 'failed', failedWhy: 'Compte bloqué' });
		expect(await answers([`${id};posted;AV-fr-${id};02/03/2026;200,00;`])).toEqual({
			...{ done: 1, refused: [] }
		});
		const [posted] = (await desk().disputes.page({ reference })).credits;
		expect(posted).toMatchObject({ state: 'posted', creditNoteOn: '2026-03-02' });
		expect(await statusOf(disputeId)).toBe('resolved');
	});
	test('looked through first, it does nothing, and says of each row what it would do', async () => {
		await decide();
		const id = await requestId();
		await desk().credits.export();
		const rows = [
			`${id};posted;AV-${id};02/03/2026;200,01;`,
			`${id};posted;AV-${id};02/03/2026;200,00;`,
			`${id};posted;AV-other;02/03/2026;200,00;`,
			`${id};posted;;;;`
		];
		const bytes = new TextEncoder().encode(
			[
				'request_id;status;credit_note_number;credit_note_date;credit_note_amount;failure_reason',
				...rows
			].join('\n')
		);
		expect(await desk().credits.previewAnswers({ bytes })).toMatchObject([
			{ line: 2, as: 'refused', code: 'credit_amount_differs', reference },
			{ line: 3, as: 'posted', said: `AV-${id}`, on: '2026-03-02', reference },
			{ line: 4, as: 'refused', code: 'credit_posted' },
			{ line: 5, as: 'refused', code: 'credit_row_incomplete', reference }
		]);
		expect(await open()).toBe(100_000n);
		expect(await statusOf(disputeId)).toBe('decided');
		expect((await answers([rows[1]!])).done).toBe(1);
		expect(await desk().credits.previewAnswers({ bytes })).toMatchObject([
			...[{ as: 'refused' }, { line: 3, as: 'known' }, { as: 'refused' }, { as: 'refused' }]
		]);
	});
	test('a file in capitals is about the same requests', async () => {
		await decide();
		const id = (await requestId()).toUpperCase();
		await desk().credits.export();
		const bytes = new TextEncoder().encode(
			`REQUEST_ID;STATUS;CREDIT_NOTE_NUMBER;CREDIT_NOTE_DATE;CREDIT_NOTE_AMOUNT\n${id};POSTED;AV-${id};02/03/2026;200,00`
		);
		const preview = () => desk().credits.previewAnswers({ bytes });
		expect(await preview()).toMatchObject([{ as: 'posted', reference }]);
		expect(await desk().credits.answers({ bytes })).toMatchObject({ done: 1, refused: [] });
		expect(await preview()).toMatchObject([{ as: 'known', reference }]);
	});
	test('looked through, a case is held no longer than the rows that have to do with it take', async () => {
		await decide();
		const mine = await requestId();
		const { customer } = ours.neighbour;
		const owed = await buildInvoice(ours.inside, customer, { totalMinor: 100_000n });
		const { id: theirs } = await buildDispute(ours.inside, owed, { claimedMinor: 50_000n });
		await desk().disputes.decide({
			...{ disputeId: theirs, verdict: 'partly_valid', outcome: 'credit_partial' },
			...{ acceptedMinor: 20_000n, explanation: 'Le tarif de mars' }
		});
		const [asked] = await asOwner<{ id: string }>(
			'select id from credit_request where dispute_id = $1',
			[theirs]
		);
		await desk().credits.export();
		const bytes = new TextEncoder().encode(
			[
				'request_id;status;credit_note_number;credit_note_date;credit_note_amount',
				`${mine};posted;AV-1-${mine};02/03/2026;200,00`,
				`${asked!.id};posted;AV-2-${mine};02/03/2026;200,00`
			].join('\n')
		);
		let preview: Promise<unknown> = Promise.resolve();
		// Somebody works on the second case: what the file says of the first is tried and let go of meanwhile.
		await unitOfWork(ours.desk.collector, async (unit) => {
			await lockDispute(unit, theirs);
			preview = desk().credits.previewAnswers({ bytes });
			await waitsForLock();
			await unitOfWork(ours.desk.collector, (own) => own.tx.execute(lockAtOnce(disputeId)));
		});
		expect(await preview).toMatchObject([{ as: 'posted' }, { as: 'posted' }]);
	});
	test('another house is told of no row', async () => {
		await decide();
		const id = await requestId();
		const bytes = new TextEncoder().encode(
			`request_id;status;failure_reason\n${id};failed;inconnu`
		);
		expect(await desk(other).credits.previewAnswers({ bytes })).toMatchObject([
			{ as: 'refused', code: 'not_found', reference: '', customer: '' }
		]);
	});
	test('another file is refused', async () => {
		const bytes = new TextEncoder().encode('a;b\n1;2');
		await expect(desk().credits.answers({ bytes })).rejects.toMatchObject({
			message: 'credit_file_unknown'
		});
	});
});

test('another organisation sees and answers nothing of it', async () => {
	await decide();
	const id = await requestId();
	const { batchId } = await desk().credits.export();
	const theirs = desk(other).credits;
	const NOT_FOUND = { message: 'not_found' };
	expect((await theirs.list({ state: 'exported' })).rows).toEqual([]);
	await expect(textOf(batchId, 'csv', other)).rejects.toMatchObject(NOT_FOUND);
	await expect(theirs.fail({ requestId: id, why: 'x' })).rejects.toMatchObject(NOT_FOUND);
	await expect(
		theirs.post({ requestId: id, number: 'X', on: localDate('2026-03-02'), amountMinor: 20_000n })
	).rejects.toMatchObject(NOT_FOUND);
});
