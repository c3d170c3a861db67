import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { beforeAll, expect, test } from 'vitest';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { lettersOfRun } from '$lib/server/dunning/letters/print-files';
import { makePrintFile, type MadePrintFile } from '$lib/server/dunning/letters/make-print-file';
import { env } from '$lib/server/env';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { buildDispute } from '../../support/factories';
import { canReadPdf, pagesOf } from '../../support/read-pdf';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { auditOf, confirmedLetter, letterOfNotice, waitingLetter } from './world';

useDatabase();
let ours: Company;
let other: Company;
let runId: string;
let first: MadePrintFile;
const desk = (company = ours) => callerFor(company.desk.collector).desk.letters;

beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
	// Of one, of two and of one page; the order in which they were confirmed is not that of the pile.
	({ runId } = await confirmedLetter(ours, { name: 'Zinguerie Martin' }));
	await confirmedLetter(ours, { name: 'Atelier Bois', registered: true });
	await confirmedLetter(ours, { name: 'Éléments Nord', invoices: 24 });
	first = (await desk().print({ runId, sides: 'two' }))!;
});

const file = (printFileId = first.printFileId, company = ours) =>
	desk(company).printFile({ printFileId });

test('one file holds every letter, each on sheets of its own, and is known by its hash', async () => {
	const { content } = await file();
	const pdf = await PDFDocument.load(content);
	// Two pages, then one and an empty back, then one and an empty back.
	expect(pdf.getPageCount()).toBe(6);
	expect(first).toMatchObject({ letters: 3, pages: 6 });
	expect(createHash('sha256').update(content).digest('hex')).toBe(first.sha256);
	const { printFiles } = desk();
	expect((await printFiles()).files).toMatchObject([{ letters: 3, pages: 6, waiting: 3 }]);
	expect((await printFiles()).waiting).toEqual([]);
});

test.runIf(canReadPdf)(
	'ordinary letters come by name, the registered one last and says so',
	async () => {
		const pages = pagesOf((await file()).content);
		const said = ['Éléments Nord', 'Zinguerie Martin', 'Atelier Bois'].map((name) =>
			pages.findIndex((page) => page.includes(name))
		);
		expect(said).toEqual([0, 2, 4]);
		expect(pages.map((page) => page.trim() === '')).toEqual([
			false,
			false,
			false,
			true,
			false,
			true
		]);
		expect(pages.map((page) => page.includes('Lettre recommandée avec avis'))).toEqual([
			false,
			false,
			false,
			false,
			true,
			false
		]);
	}
);

test('a second press makes nothing; a letter confirmed later goes into a second file', async () => {
	expect(await desk().print({ runId, sides: 'two' })).toBeNull();
	const later = await confirmedLetter(ours, { name: 'Menuiserie Łódź' });
	expect(later.runId).toBe(runId);
	const second = (await desk().print({ runId, sides: 'one' }))!;
	expect(second).toMatchObject({ letters: 1, pages: 1 });
	expect(second.printFileId).not.toBe(first.printFileId);
	expect((await file()).content).toHaveLength((await file(first.printFileId)).content.length);
	expect(await auditOf(later.letterId)).toEqual(['letter.written', 'letter.printed']);
	expect((await auditOf(runId)).filter((action) => action === 'print_file.made')).toHaveLength(2);
});

test('pressed twice at the same time, each letter is printed once', async () => {
	await confirmedLetter(ours, { name: 'Pressé' });
	const press = () =>
		unitOfWork(ours.desk.collector, (unit) => makePrintFile(unit, { runId, sides: 'one' }));
	const made = (await Promise.all([press(), press()])).filter((one) => one !== null);
	expect(made).toMatchObject([{ letters: 1 }]);
});

test('a run knows its letters that are written and those that wait for a person', async () => {
	const before = await unitOfWork(ours.inside, (unit) => lettersOfRun(unit, runId));
	await waitingLetter(ours, { name: 'Encore à lire' });
	const after = await unitOfWork(ours.inside, (unit) => lettersOfRun(unit, runId));
	expect(after).toEqual({ ...before, toConfirm: before.toConfirm + 1 });
	expect(before.written).toBeGreaterThan(2);
	expect(await unitOfWork(other.inside, (unit) => lettersOfRun(unit, runId))).toEqual({
		written: 0,
		toConfirm: 0
	});
});

test('a letter that waits for a person, or that left by itself, is not printed', async () => {
	await waitingLetter(ours, { name: 'À confirmer' });
	const alone = await confirmedLetter(ours, { name: 'Parti seul' });
	await desk().post({ letterIds: [alone.letterId], on: '2026-03-03' });
	expect(await desk().print({ runId, sides: 'one' })).toBeNull();
	expect(await letterOfNotice(ours, alone.noticeId)).toMatchObject({ state: 'posted' });
});

test('a letter overtaken by a dispute is left out and named; withheld, the rest of the pile leaves', async () => {
	const right = await confirmedLetter(ours, { name: 'Encore dû' });
	const wrong = await confirmedLetter(ours, { name: 'Contesté' });
	await buildDispute(ours.inside, wrong.invoices[0]!, { claimedMinor: 1n });
	expect(await desk().print({ runId, sides: 'one' })).toMatchObject({ letters: 1, leftOut: 1 });
	expect(await letterOfNotice(ours, right.noticeId)).toMatchObject({ state: 'printed' });
	expect(await letterOfNotice(ours, wrong.noticeId)).toMatchObject({ state: 'to_print' });
	const named = {
		code: 'letters_overtaken',
		details: { letters: `Contesté (${wrong.invoices[0]!.number})` }
	};
	await expect(desk().print({ runId, sides: 'one' })).rejects.toMatchObject({ cause: named });
	await desk().withhold({ letterId: wrong.letterId, reason: 'Contesté hier' });
	expect(await desk().print({ runId, sides: 'one' })).toBeNull();
});

test('another company neither makes nor reads it', async () => {
	const unknown = { cause: { code: 'not_found' } };
	await expect(file(first.printFileId, other)).rejects.toMatchObject(unknown);
	await expect(desk(other).print({ runId, sides: 'one' })).rejects.toMatchObject(unknown);
	expect((await desk(other).printFiles()).files).toEqual([]);
	expect((await desk(other).list({})).total).toBe(0);
});

test('a file that was changed is not given out', async () => {
	const [row] = await asOwner<{ storage_key: string }>(
		'select storage_key from print_file where id = $1',
		[first.printFileId]
	);
	const at = path.join(env().DATA_DIR, 'files', row!.storage_key);
	const written = await fs.readFile(at);
	await fs.writeFile(at, Buffer.concat([written, Buffer.from(' ')]));
	await expect(file()).rejects.toMatchObject({ cause: { code: 'unavailable' } });
	await fs.writeFile(at, written);
	await expect(file()).resolves.toBeDefined();
});
