import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveAttachments } from '$lib/server/attachments/save-attachment';
import { scanFiles } from '$lib/server/attachments/scan-files';
import { onScanWanted } from '$lib/server/attachments/scan-wake';
import { unitOfWork } from '$lib/server/db/client';
import { forgetEnv } from '$lib/server/env';
import { UsageError } from '../../../src/cli/command';
import { run as runFiles } from '../../../src/cli/files';
import { asOwner, useDatabase } from '../../support/database';
import { EICAR, startFakeClamd, type FakeClamd } from '../../support/fake-clamd';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
let clamd: FakeClamd;

beforeEach(async () => {
	clamd = await startFakeClamd();
	if (!ours) ({ ours, other } = await buildWorld());
	await asOwner('delete from attachment');
	configure({ CLAMD_HOST: clamd.host, CLAMD_PORT: String(clamd.port) });
});
afterEach(async () => {
	await clamd.close();
	configure({ CLAMD_HOST: '', CLAMD_PORT: '' });
	onScanWanted(() => {});
});

function configure(settings: Record<string, string>): void {
	for (const [name, value] of Object.entries(settings))
		if (value) process.env[name] = value;
		else delete process.env[name];
	forgetEnv();
}

const bytesOf = (words: string) => new TextEncoder().encode(words);
const infected = bytesOf(`%PDF-1.4\n${EICAR}`);

async function send(bytes: Uint8Array, company = ours): Promise<string> {
	const { dispute } = company.account;
	const target = { disputeId: dispute.id, customerId: dispute.customerId } as const;
	const [id] = await unitOfWork(company.inside, (unit) =>
		saveAttachments(unit, { ...target, audience: 'customer', uploadedByKind: 'customer' }, [
			{ name: 'bon.pdf', bytes }
		])
	);
	return id!;
}
const rowOf = async (id: string) =>
	(
		await asOwner<{ scan: string; storage_key: string; thumbnail_key: string | null }>(
			'select scan, storage_key, thumbnail_key from attachment where id = $1',
			[id]
		)
	)[0]!;
const states = async () =>
	(await asOwner<{ scan: string }>('select scan from attachment order by id')).map(
		({ scan }) => scan
	);
const isThere = (key: string) => fs.existsSync(path.join(process.env.DATA_DIR!, 'files', key));

/** What each of the three who may see the file is answered. */
async function answersAbout(id: string): Promise<string[]> {
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	const { resolver } = callerFor(await resolverScopeOf(ours.account.resolverPath));
	const { desk } = callerFor(ours.desk.collector);
	const answerOf = (door: Promise<unknown>) =>
		door.then(
			() => 'opens',
			({ message }: Error) => message
		);
	return Promise.all([
		answerOf(portal.disputes.attachment({ id })),
		answerOf(resolver.disputes.attachment({ id })),
		answerOf(desk.disputes.attachment({ id }))
	]);
}

it('nobody opens a file before it was looked at, and everybody sees that it is being checked', async () => {
	const id = await send(bytesOf('%PDF-1.4'));
	expect(await answersAbout(id)).toEqual(['file_checking', 'file_checking', 'file_checking']);
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	const { files } = await portal.show({ reference: ours.account.dispute.reference });
	expect(files.find((file) => file.id === id)).toMatchObject({ scan: 'checking' });

	await scanFiles();
	expect(await answersAbout(id)).toEqual(['opens', 'opens', 'opens']);
	expect(clamd.seen.map(String)).toEqual(['%PDF-1.4']);
});

it('a hundred files that nothing can be read of do not keep a later one waiting for ever', async () => {
	const lost = await send(bytesOf('%PDF-1.4 lost'));
	fs.rmSync(path.join(process.env.DATA_DIR!, 'files', (await rowOf(lost)).storage_key));
	await asOwner(
		`insert into attachment select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).*
		from attachment a, generate_series(1, 99) where a.id = $1`,
		[lost]
	);
	const fine = await send(bytesOf('%PDF-1.4'));
	await scanFiles();
	expect((await rowOf(fine)).scan).toBe('checking');
	await scanFiles();
	expect((await rowOf(fine)).scan).toBe('clean');
	expect((await rowOf(lost)).scan).toBe('checking');
});

it('an infected file is opened by nobody, its bytes are gone, and its row says why', async () => {
	const [id, fine] = [await send(infected), await send(bytesOf('%PDF-1.4'))];
	const { storage_key } = await rowOf(id);
	expect(isThere(storage_key)).toBe(true);
	await scanFiles();
	expect(await answersAbout(id)).toEqual(['file_refused', 'file_refused', 'file_refused']);
	expect((await rowOf(fine)).scan).toBe('clean');
	await expect.poll(() => isThere(storage_key)).toBe(false);
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	const { files } = await portal.show({ reference: ours.account.dispute.reference });
	expect(files.find((file) => file.id === id)).toMatchObject({ scan: 'refused' });
	const said = await asOwner<{ data: unknown }>(
		"select data from audit_event where action = 'attachment.scanned' and data->>'attachmentId' = $1",
		[id]
	);
	expect(said).toEqual([
		{ data: { attachmentId: id, clean: false, name: 'Eicar-Test-Signature' } }
	]);
});

it('a small copy of a photo waits with it', async () => {
	const photo = await sharp({
		create: { width: 40, height: 30, channels: 3, background: '#b98a2b' }
	})
		.png()
		.toBuffer();
	const id = await send(photo);
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	const shown = async () =>
		(await portal.show({ reference: ours.account.dispute.reference })).files.find(
			(file) => file.id === id
		)!.hasThumbnail;
	expect(await shown()).toBe(false);
	await expect(portal.attachment({ id, wanted: 'thumbnail' })).rejects.toMatchObject({
		message: 'file_checking'
	});
	await scanFiles();
	expect(await shown()).toBe(true);
});

it.each(['garbage', 'cut'] as const)(
	'while the scanner is %s files stay "being checked", and the next ring goes on',
	async (mood) => {
		await send(infected);
		await send(bytesOf('%PDF-1.4'), other);
		clamd.mood = mood;
		await scanFiles();
		await scanFiles();
		expect(await states()).toEqual(['checking', 'checking']);
		clamd.mood = 'good';
		await scanFiles();
		expect(await states()).toEqual(['refused', 'clean']);
	}
);

it('a scanner that is down changes nothing either', async () => {
	await send(bytesOf('%PDF-1.4'));
	await clamd.close();
	await scanFiles();
	expect(await states()).toEqual(['checking']);
	const { clamd: state } = await callerFor(null).health.ready();
	expect(state).toBe('down');
});

it('two rings at once settle a file once', async () => {
	const id = await send(infected);
	await Promise.all([scanFiles(), scanFiles(), scanFiles()]);
	const said = await asOwner(
		"select id from audit_event where action = 'attachment.scanned' and data->>'attachmentId' = $1",
		[id]
	);
	expect(said).toHaveLength(1);
});

it('rings at once when a file was kept, and not when the transaction came to nothing', async () => {
	let rung = 0;
	onScanWanted(() => void rung++);
	await send(bytesOf('%PDF-1.4'));
	expect(rung).toBe(1);
	const { dispute } = ours.account;
	await expect(
		unitOfWork(ours.inside, async (unit) => {
			await saveAttachments(
				unit,
				{
					disputeId: dispute.id,
					customerId: dispute.customerId,
					audience: 'customer',
					uploadedByKind: 'customer'
				},
				[{ name: 'a.pdf', bytes: bytesOf('%PDF-1.4') }]
			);
			throw new Error('something else');
		})
	).rejects.toThrow('something else');
	expect(rung).toBe(1);
});

it('without a scanner files are clean at once, but one that waited for it goes on waiting', async () => {
	const waiting = await send(bytesOf('%PDF-1.4'));
	configure({ CLAMD_HOST: '' });
	const id = await send(bytesOf('%PDF-1.5'));
	expect(await answersAbout(id)).toEqual(['opens', 'opens', 'opens']);
	await scanFiles();
	expect(await answersAbout(waiting)).toEqual(['file_checking', 'file_checking', 'file_checking']);
	expect((await callerFor(null).health.ready()).clamd).toBe('none');

	configure({ CLAMD_HOST: clamd.host });
	await scanFiles();
	expect((await rowOf(waiting)).scan).toBe('clean');
});

describe('who gives the scanner up says what becomes of the files that waited for it', () => {
	const letThrough = () => runFiles(['let-through', '--org', 'menuiserie']);

	it('they open, the record says that nobody looked, and an infected one stays refused', async () => {
		const bad = await send(infected);
		await scanFiles();
		const waiting = await send(infected);
		const theirs = await send(infected, other);
		configure({ CLAMD_HOST: '' });
		expect(await letThrough()).toBe(0);
		expect(await answersAbout(waiting)).toEqual(['opens', 'opens', 'opens']);
		expect(await answersAbout(bad)).toEqual(['file_refused', 'file_refused', 'file_refused']);
		expect((await rowOf(theirs)).scan).toBe('checking');
		expect(
			await asOwner(
				"select actor_name, data from audit_event where action = 'attachment.let_through' and data->>'attachmentId' = any($1)",
				[[bad, waiting, theirs]]
			)
		).toEqual([{ actor_name: 'command line', data: { attachmentId: waiting } }]);
	});

	it('and not while there is one to ask', async () => {
		const waiting = await send(infected);
		await expect(letThrough()).rejects.toThrow(UsageError);
		expect((await rowOf(waiting)).scan).toBe('checking');
	});
});
