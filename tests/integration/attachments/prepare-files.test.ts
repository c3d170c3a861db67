import fs from 'node:fs';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { AppError } from '$lib/domain/errors';
import { prepareFiles } from '$lib/server/attachments/prepare-files';

const picture = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#b98a2b' } });
const text = (words: string) => new TextEncoder().encode(words);
const prepare = async (name: string, bytes: Uint8Array) =>
	(await prepareFiles([{ name, bytes }]))[0]!;
const refusal = (name: string, bytes: Uint8Array) =>
	prepareFiles([{ name, bytes }]).then(
		() => null,
		({ code, details: { place: _place, ...details } }: AppError) => [code, details]
	);

describe('a photo', () => {
	it('keeps its pixels and loses everything else it carried', async () => {
		const original = await picture(600, 400)
			.withExif({ IFD0: { Model: 'Phone' }, IFD3: { GPSLatitude: '48/1 51/1 0/1' } })
			.jpeg()
			.toBuffer();
		expect((await sharp(original).metadata()).exif).toBeDefined();
		const { mime, content } = await prepare('photo.jpg', original);
		const kept = await sharp(content).metadata();
		expect([mime, kept.width, kept.height, kept.exif]).toEqual(['image/jpeg', 600, 400, undefined]);
	});

	it('is turned the way it was held', async () => {
		const { content } = await prepare(
			'p.jpg',
			await picture(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer()
		);
		expect(await sharp(content).metadata()).toMatchObject({ width: 400, height: 600 });
	});

	it('of twelve megapixels comes out 2,400 pixels wide, with a small copy for the page', async () => {
		const { content, thumbnail } = await prepare(
			'IMG_0001.JPG',
			await picture(4000, 3000).jpeg().toBuffer()
		);
		expect(await sharp(content).metadata()).toMatchObject({ width: 2400, height: 1800 });
		expect(await sharp(thumbnail!).metadata()).toMatchObject({
			format: 'jpeg',
			width: 320,
			height: 240
		});
	});

	it('stays a PNG or a WebP when it was one', async () => {
		expect((await prepare('a.png', await picture(10, 10).png().toBuffer())).mime).toBe('image/png');
		expect((await prepare('a.webp', await picture(10, 10).webp().toBuffer())).mime).toBe(
			'image/webp'
		);
	});

	it('is what its bytes say, whatever its name says', async () => {
		expect((await prepare('report.pdf', await picture(10, 10).png().toBuffer())).mime).toBe(
			'image/png'
		);
	});
});

it('a PDF is kept as it is', async () => {
	const bytes = text('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF');
	expect(await prepare('bon de livraison.pdf', bytes)).toEqual({
		name: 'bon de livraison.pdf',
		mime: 'application/pdf',
		content: bytes,
		thumbnail: null
	});
});

describe('a refusal names the file', () => {
	it('empty', async () =>
		expect(await refusal('vide.pdf', new Uint8Array())).toEqual([
			'file_empty',
			{ name: 'vide.pdf' }
		]));
	it('of another kind', async () => {
		expect(await refusal('devis.heic', text('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))).toEqual([
			'file_type',
			{ name: 'devis.heic' }
		]);
		expect(
			await refusal(
				'a.svg',
				text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
			)
		).toEqual(['file_type', { name: 'a.svg' }]);
		expect(await refusal('a.jpg', text('<html>'))).toEqual(['file_type', { name: 'a.jpg' }]);
	});
	it('broken', async () => {
		const half = (await picture(800, 800).jpeg().toBuffer()).subarray(0, 1500);
		expect(await refusal('moitié.jpg', half)).toEqual(['file_broken', { name: 'moitié.jpg' }]);
		expect(
			await refusal('x.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]))
		).toEqual(['file_broken', { name: 'x.png' }]);
	});
	it('above 20 MB', async () =>
		expect(await refusal('scan.pdf', new Uint8Array(20_000_001).fill(37))).toEqual([
			'file_too_large',
			{ name: 'scan.pdf', max: '20\u00a0Mo' }
		]));
	it('of more pixels than anyone photographs', async () => {
		const huge = await picture(7000, 6000).png().toBuffer();
		expect(await refusal('huge.png', huge)).toEqual([
			'file_too_large',
			{ name: 'huge.png', max: '40 Mpx' }
		]);
	});
	it('an eleventh file', async () => {
		const bytes = text('%PDF-1.4');
		await expect(
			prepareFiles(Array.from({ length: 11 }, () => ({ name: 'a.pdf', bytes })))
		).rejects.toMatchObject({ code: 'too_many_files', details: { max: '10' } });
	});
});

describe('names', () => {
	it('lose what nobody sees and what turns the text around', async () => {
		expect((await prepare('bon\u202Egpj.\u0000exe\u2066', text('%PDF-1.4'))).name).toBe(
			'bongpj.exe'
		);
	});
	it('are cut in the middle, their ending kept', async () => {
		const { name } = await prepare(`${'é'.repeat(300)}.pdf`, text('%PDF-1.4'));
		expect([...name]).toHaveLength(200);
		expect(name.endsWith('.pdf')).toBe(true);
	});
});

const hostile = path.resolve('../shared/data/hostile');
describe.skipIf(!fs.existsSync(hostile))('hostile samples', () => {
	const read = (name: string) => new Uint8Array(fs.readFileSync(path.join(hostile, name)));
	it.each([
		['gif_html_polyglot.gif', 'file_type'],
		['svg_script.svg', 'file_type'],
		['png_4Gx4G_header.png', 'file_broken'],
		['zip_bomb_1GB.zip', 'file_type'],
		['xml_billion_laughs.xml', 'file_type']
	])('%s is refused', async (name, code) => {
		expect((await refusal(name, read(name)))?.[0]).toBe(code);
	});
	it('a PDF that wants to run something is kept as bytes, never looked into', async () => {
		expect((await prepare('pdf_js_openaction.pdf', read('pdf_js_openaction.pdf'))).mime).toBe(
			'application/pdf'
		);
	});
});

it('every file that is refused is named at once, by its place: two may have the same name', async () => {
	const fine = await picture(10, 10).png().toBuffer();
	const files = [
		{ name: 'a.jpg', bytes: text('no photo') },
		{ name: 'b.png', bytes: fine },
		{ name: 'a.jpg', bytes: new Uint8Array() }
	];
	const refused = await prepareFiles(files).catch((error: AppError) => error);
	expect(refused).toMatchObject({
		code: 'file_type',
		field: 'files',
		details: { name: 'a.jpg', place: '0' },
		others: [{ code: 'file_empty', field: 'files', details: { name: 'a.jpg', place: '2' } }]
	});
});

describe('a PDF with a password', () => {
	const locked = async (userPassword: string) => {
		const document = await PDFDocument.create();
		document.addPage();
		await document.encrypt({ userPassword, ownerPassword: 'owner', permissions: {} });
		return document.save();
	};

	it('that nobody can open without it is refused in words of ours, beside the file that is fine', async () => {
		const files = [
			{ name: 'photo.png', bytes: await picture(10, 10).png().toBuffer() },
			{ name: 'scan.pdf', bytes: await locked('secret') }
		];
		const refused = await prepareFiles(files).catch((error: AppError) => error);
		expect(refused).toMatchObject({
			code: 'file_locked',
			field: 'files',
			details: { name: 'scan.pdf', place: '1' },
			others: []
		});
	});

	it('that only keeps others from printing it opens for everybody, and is kept as it is', async () => {
		const bytes = await locked('');
		expect((await prepare('scan.pdf', bytes)).content).toEqual(bytes);
	});
});
