import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { DAILY_LINK_BYTES, PART_BYTES, partsFrom } from '$lib/domain/files';
import { sweepUploads } from '$lib/server/attachments/sweep-uploads';
import { takeFiles } from '$lib/server/attachments/take-files';
import { LINK_DAY } from '$lib/server/auth/link-day';
import { setClock } from '$lib/server/clock';
import type { PortalScope } from '$lib/server/auth/scope';
import { POST } from '../../../src/routes/p/[token]/uploads/+server';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
let mine: PortalScope;

beforeEach(async () => {
	setClock(TEST_INSTANT);
	if (!ours) ({ ours, other } = await buildWorld());
	mine = await portalScopeOf(ours.account.portalPath);
	await asOwner('delete from upload');
	await asOwner('delete from attachment');
});

const uploadsOf = (scope: PortalScope) => callerFor(scope).portal.uploads;
const scan = (bytes: number): Uint8Array<ArrayBuffer> =>
	new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]));
const begin = (bytes: number, scope = mine, idempotencyKey = `upload-${uuidv7()}`) =>
	uploadsOf(scope).begin({ name: 'scan.pdf', bytes, idempotencyKey });

/** Sends what is missing of a file; stops before the part that begins at `until`. */
async function sendFrom(id: string, file: Uint8Array<ArrayBuffer>, from: number, until = Infinity) {
	for (const part of partsFrom(from, file.length))
		if (part.from < until)
			await uploadsOf(mine).write({
				id,
				offset: part.from,
				bytes: file.subarray(part.from, part.to)
			});
}
const arrived = async (file: Uint8Array<ArrayBuffer>) => {
	const { id } = await begin(file.length);
	await sendFrom(id, file, 0);
	return id;
};
const open = (files: unknown[], idempotencyKey = `key-${uuidv7()}`) =>
	callerFor(mine).portal.disputes.open({
		items: [{ invoiceId: ours.account.dueSoon.id, claimedMinor: 1n }],
		reasonCode: 'price_unit',
		requestedOutcome: 'NOA',
		explanation: 'Le prix convenu était plus bas.',
		idempotencyKey,
		language: 'fr',
		files
	} as Parameters<ReturnType<typeof callerFor>['portal']['disputes']['open']>[0]);

describe('a large file', () => {
	it('goes ahead in parts and is kept with its case, byte for byte', async () => {
		const file = scan(9_300_000);
		const { reference } = await open([{ uploadId: await arrived(file) }]);
		const portal = callerFor(mine).portal.disputes;
		const { files } = await portal.show({ reference });
		expect(files).toMatchObject([{ name: 'scan.pdf', bytes: file.length }]);
		const { content } = await portal.attachment({ id: files[0]!.id });
		expect(Buffer.from(content).equals(file)).toBe(true);
	});

	it('that was cut goes on where it was, whatever the sender believed', async () => {
		const file = scan(3_500_000);
		const key = `upload-${uuidv7()}`;
		const { id } = await begin(file.length, mine, key);
		await sendFrom(id, file, 0, 2 * PART_BYTES);
		// The answer was lost: begun again under its key, it is the same file with what is here of it.
		const again = await begin(file.length, mine, key);
		expect(again).toEqual({ id, offset: 2 * PART_BYTES, total: file.length });
		await expect(
			uploadsOf(mine).write({ id, offset: PART_BYTES, bytes: file.subarray(0, 10) })
		).rejects.toMatchObject({ message: 'conflict' });
		expect(await uploadsOf(mine).state({ id })).toMatchObject({ offset: 2 * PART_BYTES });
		await sendFrom(id, file, again.offset);
		const [kept] = await takeFiles(mine, [{ uploadId: id }]);
		expect(Buffer.from(kept!.content).equals(file)).toBe(true);
	});

	it('of which two parts come at once takes one of them', async () => {
		const file = scan(2_000_000);
		const { id } = await begin(file.length);
		const results = await Promise.allSettled(
			Array.from({ length: 8 }, () =>
				uploadsOf(mine).write({ id, offset: 0, bytes: file.subarray(0, PART_BYTES) })
			)
		);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		await sendFrom(id, file, PART_BYTES);
		const [kept] = await takeFiles(mine, [{ uploadId: id }]);
		expect(Buffer.from(kept!.content).equals(file)).toBe(true);
	});

	it('that was announced with its digest begins anew when it arrives torn, and can be sent again', async () => {
		const file = scan(1_500_000);
		const announced = {
			...{ name: 'scan.pdf', bytes: file.length, idempotencyKey: `upload-${uuidv7()}` },
			sha256: createHash('sha256').update(file).digest('hex')
		};
		const { id } = await uploadsOf(mine).begin(announced);
		const torn = file.slice();
		torn[1_200_000]! ^= 1;
		await expect(sendFrom(id, torn, 0)).rejects.toMatchObject({
			cause: { code: 'upload_torn', details: { name: 'scan.pdf' } }
		});
		await expect(takeFiles(mine, [{ uploadId: id }])).rejects.toMatchObject({
			code: 'upload_missing'
		});
		expect(await uploadsOf(mine).begin(announced)).toEqual({ id, offset: 0, total: file.length });
		await sendFrom(id, file, 0);
		const [kept] = await takeFiles(mine, [{ uploadId: id }]);
		expect(Buffer.from(kept!.content).equals(file)).toBe(true);
		// Another file of the same name and size under that key is not the rest of this one.
		await expect(
			uploadsOf(mine).begin({ ...announced, sha256: 'f'.repeat(64) })
		).rejects.toMatchObject({ message: 'conflict' });
	});

	it('that changed on the disk meanwhile is not taken with a form', async () => {
		const file = scan(1_100_000);
		const sha256 = createHash('sha256').update(file).digest('hex');
		const key = { name: 'scan.pdf', bytes: file.length, idempotencyKey: `upload-${uuidv7()}` };
		const { id } = await uploadsOf(mine).begin({ ...key, sha256 });
		await sendFrom(id, file, 0);
		const [row] = await asOwner<{ storage_key: string }>('select storage_key from upload');
		fs.writeFileSync(path.join(process.env.DATA_DIR!, 'files', row!.storage_key), scan(9));
		await expect(open([{ uploadId: id }])).rejects.toMatchObject({ message: 'upload_missing' });
	});

	it('that is no photo and no PDF is refused with its first part', async () => {
		const { id } = await begin(9_000_000);
		await expect(
			uploadsOf(mine).write({ id, offset: 0, bytes: new Uint8Array(PART_BYTES) })
		).rejects.toMatchObject({ message: 'file_type' });
	});

	it('that is not whole is not taken with a form', async () => {
		const file = scan(2_500_000);
		const { id } = await begin(file.length);
		await sendFrom(id, file, 0, PART_BYTES);
		await expect(open([{ uploadId: id }])).rejects.toMatchObject({ message: 'upload_missing' });
	});

	it.each([
		[0, 'file_empty'],
		[20_000_001, 'file_too_large']
	])('of %i bytes is refused before anything is sent', async (bytes, code) => {
		await expect(begin(bytes)).rejects.toMatchObject({ message: code });
	});
});

it('nobody else goes on with it, looks at it or takes it', async () => {
	const file = scan(1_500_000);
	const id = await arrived(file);
	for (const path of [ours.neighbour.portalPath, other.account.portalPath]) {
		const stranger = await portalScopeOf(path);
		await expect(uploadsOf(stranger).state({ id })).rejects.toMatchObject({ message: 'not_found' });
		await expect(
			uploadsOf(stranger).write({ id, offset: file.length, bytes: new Uint8Array(1) })
		).rejects.toMatchObject({ message: 'not_found' });
		await expect(takeFiles(stranger, [{ uploadId: id }])).rejects.toMatchObject({
			code: 'upload_missing'
		});
	}
});

describe('the day of a link', () => {
	const large = 20_000_000;

	it('ends at 100 MB announced; another link and the next day begin anew', async () => {
		for (let sent = 0; sent < DAILY_LINK_BYTES; sent += large) await begin(large);
		await expect(begin(1)).rejects.toMatchObject({ message: 'day_full' });
		await begin(large, await portalScopeOf(ours.neighbour.portalPath));
		setClock(new Date(TEST_INSTANT.getTime() + 24 * 3_600_000));
		await begin(large);
	});

	it('ends at a number of files, however small', async () => {
		for (let place = 0; place < LINK_DAY.files; place++) await begin(10);
		await expect(begin(10)).rejects.toMatchObject({ message: 'too_often_today' });
	});

	it('ends at 100 MB for those who ask at the same moment too', async () => {
		const most = DAILY_LINK_BYTES / 20_000_000;
		const asked = await Promise.allSettled(Array.from({ length: 10 }, () => begin(20_000_000)));
		expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(Math.floor(most));
	});

	it('is answered in words when what announces a file is no JSON', async () => {
		for (const body of ['{"name":', 'null', '"text"', '']) {
			const request = new Request('https://localhost/p/token/uploads', { method: 'POST', body });
			const answer = await POST({ request, locals: { scope: mine } } as never);
			expect(answer.status).toBe(400);
		}
	});

	it('ends at 100 MB kept, however they came', async () => {
		await asOwner(
			`insert into attachment (organisation_id, id, customer_id, dispute_id, name, mime, bytes, sha256, storage_key, audience, uploaded_by_kind, uploaded_by_name, uploaded_at, link_id)
			values ($1, gen_random_uuid(), $2, $3, 'a.pdf', 'application/pdf', $4, 'x', 'x', 'customer', 'customer', 'x', $5, $6)`,
			[
				ours.inside.organisationId,
				mine.customerId,
				ours.account.dispute.id,
				DAILY_LINK_BYTES - 10,
				TEST_INSTANT,
				mine.holder.linkId
			]
		);
		const pdf = { name: 'a.pdf', bytes: new TextEncoder().encode('%PDF-1.4 and more') };
		await expect(open([pdf])).rejects.toMatchObject({ message: 'day_full' });
		setClock(new Date(TEST_INSTANT.getTime() + 24 * 3_600_000));
		await open([pdf]);
	});

	it('is no matter for staff', async () => {
		await callerFor(ours.desk.collector).desk.disputes.post({
			disputeId: ours.account.dispute.id,
			audience: 'internal',
			body: 'Voir le bon.',
			idempotencyKey: `key-${uuidv7()}`,
			files: [{ name: 'a.pdf', bytes: new TextEncoder().encode('%PDF-1.4') }]
		});
		const [row] = await asOwner<{ link_id: string | null }>('select link_id from attachment');
		expect(row).toEqual({ link_id: null });
	});
});

it('what nobody came back for is swept after a day, row and bytes', async () => {
	const id = await arrived(scan(1_200_000));
	const [row] = await asOwner<{ storage_key: string }>('select storage_key from upload');
	const at = path.join(process.env.DATA_DIR!, 'files', row!.storage_key);
	await sweepUploads();
	expect(await uploadsOf(mine).state({ id })).toMatchObject({ id });
	setClock(new Date(TEST_INSTANT.getTime() + 25 * 3_600_000));
	await sweepUploads();
	expect(await asOwner('select id from upload')).toEqual([]);
	await expect.poll(() => fs.existsSync(at)).toBe(false);
});

describe('files of a form that is shown again first, without scripts', () => {
	const two = () => [
		{ name: 'photo.pdf', bytes: scan(2_500_000) },
		{ name: 'note.pdf', bytes: scan(800) }
	];
	const keep = (files: object[], formKey = 'form-key-1', scope = mine) =>
		uploadsOf(scope).keep({ files: files as never, formKey });

	it('wait under the key of the form, once, and leave with it', async () => {
		const files = two();
		const ids = await keep(files);
		expect(await keep(files)).toEqual(ids);
		expect(await uploadsOf(mine).kept({ ids })).toEqual([
			{ id: ids[0], name: 'photo.pdf', bytes: 2_500_000 },
			{ id: ids[1], name: 'note.pdf', bytes: 800 }
		]);
		await open(ids.map((uploadId) => ({ uploadId })));
		expect(await uploadsOf(mine).kept({ ids })).toEqual([]);
		expect(await asOwner('select name from attachment order by name')).toEqual([
			{ name: 'note.pdf' },
			{ name: 'photo.pdf' }
		]);
	});

	it('are nobody else’s, and gone a day later', async () => {
		const ids = await keep(two());
		const stranger = await portalScopeOf(other.account.portalPath);
		const neighbour = await portalScopeOf(ours.neighbour.portalPath);
		for (const scope of [stranger, neighbour])
			expect(await uploadsOf(scope).kept({ ids })).toEqual([]);
		setClock(new Date(TEST_INSTANT.getTime() + 25 * 3_600_000));
		await sweepUploads();
		expect(await uploadsOf(mine).kept({ ids })).toEqual([]);
	});

	it('count in the day’s room of the link, and are refused by their first bytes', async () => {
		await begin(19_000_000);
		for (let more = 0; more < 4; more++) await begin(19_000_000);
		await expect(keep([{ name: 'scan.pdf', bytes: scan(6_000_000) }])).rejects.toThrow('day_full');
		await expect(
			keep([{ name: 'run.exe', bytes: new Uint8Array(Buffer.from('MZ no scan')) }])
		).rejects.toThrow('file_type');
	});
});

describe('the files of a form that is refused', () => {
	const keep = (bytes: number) =>
		uploadsOf(mine).keep({
			files: [{ name: 'scan.pdf', bytes: scan(bytes) }],
			formKey: uuidv7()
		});

	it('are kept within what a link may send on a day, however many come at once', async () => {
		const each = 18_000_000;
		const fit = Math.floor(DAILY_LINK_BYTES / each);
		const all = await Promise.allSettled(Array.from({ length: fit + 2 }, () => keep(each)));
		const kept = all.filter(({ status }) => status === 'fulfilled');
		expect(kept).toHaveLength(fit);
		const [sum] = await asOwner<{ bytes: string }>('select sum(bytes_total) as bytes from upload');
		expect(Number(sum!.bytes)).toBe(fit * each);
	});

	it('are looked at without being drawn: what is no picture and no PDF is named by its place', async () => {
		const { checkFiles } = callerFor(mine).portal.disputes;
		// Its head is whole, its pixels are missing: only drawing it would show that.
		const head = Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAC0lEQVR4nGNgAAIAAAUAAQ==',
			'base64'
		);
		const cut = { name: 'cut.png', bytes: new Uint8Array(head) };
		await expect(checkFiles({ files: [cut] })).resolves.toBeUndefined();
		await expect(takeFiles(mine, [cut])).rejects.toMatchObject({ code: 'file_broken' });
		const no = { name: 'no.txt', bytes: new Uint8Array(Buffer.from('no')) };
		await expect(checkFiles({ files: [cut, no] })).rejects.toMatchObject({
			cause: { code: 'file_type', details: { place: '1' } }
		});
		expect(await asOwner('select id from upload')).toEqual([]);
	});
});
