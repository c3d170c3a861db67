import { expect, test, type Page } from '@playwright/test';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import sharp from 'sharp';
import { ask } from '../support/ask';
import { askOwner } from '../support/demo-world';
import { fromDisk, scan } from '../support/from-disk';
import { underTheWorker, waitingOn } from '../support/offline';
import { freeMyInvoices, me, myAccount, openForm, photo, words } from '../support/portal';

const DATA = path.resolve(import.meta.dirname, '../../..', '.data/e2e');
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });
/** Of files as large as this one: the other worker's stories send theirs meanwhile. Newest first. */
const uploadsOf = (bytes: number) =>
	askOwner(fs.readFileSync(path.join(DATA, 'pg/url'), 'utf8'), (query) =>
		query<{ bytes_here: string; claimed: boolean }>(
			`select bytes_here, claimed_at is not null as claimed from upload where bytes_total = $1
			order by created_at desc, id desc`,
			[bytes]
		)
	);

const SAID = {
	fr: {
		most: '10 fichiers au maximum',
		empty: 'est vide',
		kind: 'doit être une photo',
		broken: 'est illisible',
		large: 'doit faire moins de'
	},
	en: {
		most: 'up to 10 files',
		empty: 'is empty',
		kind: 'must be a',
		broken: 'cannot be read',
		large: 'must be smaller'
	}
};

test.beforeAll(freeMyInvoices);

test('an eleventh file, an empty one and one of another kind are refused in our words when they are picked', async ({
	page
}) => {
	const said = SAID[me().language];
	await page.goto(await myAccount(page));
	await openForm(page);
	const pdf = (name: string) => file(name, 'application/pdf', Buffer.from(`%PDF-1.4 ${name}`));
	await page
		.locator('#files')
		.setInputFiles([
			...Array.from({ length: 9 }, (_, place) => pdf(`bon-${place}.pdf`)),
			file('vide.pdf', 'application/pdf', Buffer.alloc(0)),
			file('devis.heic', 'image/heic', Buffer.from('heic'))
		]);
	await expect(page.locator('.chosen-files li')).toHaveCount(9);
	await expect(page.locator('#files-error')).toContainText(said.empty);
	await expect(page.locator('#files-error')).toContainText(said.kind);
	await page.locator('#files').setInputFiles([pdf('bon-10.pdf'), pdf('bon-11.pdf')]);
	await expect(page.locator('.chosen-files li')).toHaveCount(10);
	await expect(page.locator('#files-error')).toContainText(said.most);
	await page.locator('.chosen-files li').first().getByRole('button').click();
	await expect(page.locator('.chosen-files li')).toHaveCount(9);
});

for (const where of ['the dispute form', 'a page without a framework'])
	test(`what does not open here is named before it is sent, and the rest leaves without it: ${where}`, async ({
		page
	}) => {
		const account = await myAccount(page);
		if (where === 'the dispute form') {
			await page.goto(account);
			await openForm(page);
			await page.locator('input[name=reason][value=price_unit]').check();
		} else {
			await page.goto(`${account}/message`);
			await page.locator('textarea[name=body]').fill('Deux papiers');
		}
		await page
			.locator('input[type=file]:not([capture])')
			.setInputFiles([
				file('photo.jpg', 'image/jpeg', Buffer.from('no picture at all')),
				file('devis.pdf', 'application/pdf', Buffer.from('no paper at all')),
				file('palette.jpg', 'image/jpeg', await photo(800, 600))
			]);
		const rows = page.locator('.chosen-files li');
		const named = rows.filter({ hasText: SAID[me().language].broken });
		await expect(named).toHaveCount(2);
		await expect(rows.filter({ hasText: 'palette.jpg' }).getByRole('alert')).toHaveCount(0);
		await named.first().getByRole('button').click();
		await named.first().getByRole('button').click();
		await expect(rows).toHaveCount(1);
		const sent = page.waitForRequest((request) => request.method() === 'POST');
		await page.locator('form button.primary').last().click();
		expect((await (await sent).response())!.status()).toBeLessThan(400);
	});

for (const where of ['the dispute form', 'a page without a framework'])
	test(`a browser that cannot draw calls no photo unreadable, only too large: ${where}`, async ({
		page
	}) => {
		await page.addInitScript(() =>
			Object.defineProperty(window, 'createImageBitmap', { value: undefined })
		);
		const account = await myAccount(page);
		await page.goto(where === 'the dispute form' ? account : `${account}/message`);
		if (where === 'the dispute form') await openForm(page);
		const picture = await photo(800, 600);
		await page
			.locator('input[type=file]:not([capture])')
			.setInputFiles([
				file('petite.jpg', 'image/jpeg', picture),
				file('grande.jpg', 'image/jpeg', Buffer.concat([picture, Buffer.alloc(20_000_000)]))
			]);
		const rows = page.locator('.chosen-files li');
		const large = rows.filter({ hasText: 'grande.jpg' }).getByRole('alert');
		await expect(large).toContainText(SAID[me().language].large);
		await expect(rows.filter({ hasText: 'petite.jpg' })).toHaveCount(1);
		await expect(rows.getByRole('alert')).toHaveCount(1);
	});

/** A line on which two megabytes take ten seconds. */
async function slowly(page: Page): Promise<void> {
	const wire = await page.context().newCDPSession(page);
	await wire.send('Network.enable');
	await wire.send('Network.emulateNetworkConditions', {
		...{ offline: false, latency: 0 },
		...{ downloadThroughput: -1, uploadThroughput: 200_000 }
	});
}

test('how much of each file has left is said beside it while it leaves, and it arrives once', async ({
	page
}) => {
	const account = await myAccount(page);
	await page.goto(`${account}/message`);
	await underTheWorker(page);
	await page.locator('textarea[name=body]').fill('Deux bons scannés');
	await page
		.locator('input[type=file]:not([capture])')
		.setInputFiles(fromDisk(scan('un.pdf', 1_000_000), scan('deux.pdf', 1_000_000)));
	const rows = page.locator('.chosen-files li');
	await expect(rows).toHaveCount(2);
	await slowly(page);
	const posts: string[] = [];
	page.on('request', (one) => one.method() === 'POST' && posts.push(one.url()));
	const button = page.locator('form button.primary').last();
	await button.click();
	await expect(button).toHaveAttribute('aria-disabled', 'true');
	await expect(rows.first()).toContainText(/[1-9]\d?\s?%/);
	await expect(rows.last()).toContainText(/\b0\s?%/);
	// Pressed again, it sends nothing more.
	await button.click({ force: true });
	await expect(rows.last()).toContainText(/[1-9]\d?\s?%/);
	await expect(page).toHaveURL(/message\?sent/, { timeout: 30_000 });
	expect(posts).toHaveLength(1);
});

test('refused while its progress was shown, the form comes back with what was written and why', async ({
	page
}) => {
	await page.goto(`${await myAccount(page)}/message`);
	await page
		.locator('input[type=file]:not([capture])')
		.setInputFiles(fromDisk(scan('un.pdf', 400_000)));
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	await page.locator('form button.primary').last().click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expect(page).toHaveTitle(/^(Erreur|Error)/);
});

/** Small on purpose: it would not have to be made smaller. */
const withPlace = () =>
	sharp({ create: { width: 300, height: 200, channels: 3, background: '#b98a2b' } })
		.withExif({ IFD0: { Model: 'Phone' }, IFD3: { GPSLatitude: '48/1 51/1 0/1' } })
		.jpeg()
		.toBuffer();

test('where a photo was taken never leaves the device, however small it is', async ({ page }) => {
	const picture = await withPlace();
	expect(picture.includes('Exif')).toBe(true);
	const account = await myAccount(page);
	const bodies: Buffer[] = [];
	await page.route('**/disputes/**', async (route) => {
		bodies.push(route.request().postDataBuffer() ?? Buffer.alloc(0));
		await route.continue();
	});
	await page.goto(account);
	await openForm(page);
	await page.getByLabel(words().reason).check();
	// A camera's photo joins those of the gallery.
	await page.locator('#camera').setInputFiles(file('IMG_1.jpg', 'image/jpeg', picture));
	await page.locator('#files').setInputFiles(file('IMG_2.jpg', 'image/jpeg', await withPlace()));
	await expect(page.locator('.chosen-files li')).toHaveCount(2);
	await page.getByRole('button', { name: words().send }).click();
	await expect(page.getByText(words().sent)).toBeVisible();
	const sent = bodies.find((body) => body.includes('IMG_1.jpg'))!;
	expect(sent.includes('IMG_2.jpg')).toBe(true);
	expect(sent.includes('Exif')).toBe(false);
	await expect(page.locator('main img')).toHaveCount(2);

	const reply = page.locator('textarea[name=body]');
	if (!(await reply.isVisible())) await page.getByText(words().reply).first().click();
	await page.locator('#files').setInputFiles(file('IMG_3.jpg', 'image/jpeg', await withPlace()));
	await expect(page.locator('.chosen-files li')).toHaveCount(1);
	// What the form carries, whoever sends it.
	const placed = () =>
		page
			.locator('#files')
			.evaluate(async ({ files }: HTMLInputElement) => (await files![0]!.text()).includes('Exif'));
	await expect.poll(placed).toBe(false);
	await page.getByRole('button', { name: words().replySend }).click();
	await expect(page.locator('#conversation img')).toHaveCount(1);
});

async function send(page: Page, large: Buffer): Promise<void> {
	const account = await myAccount(page);
	await page.goto(account);
	await underTheWorker(page);
	await page.goto(account);
	await openForm(page);
	await page.getByLabel(words().reason).check();
	await page
		.locator('#files')
		.setInputFiles(
			fromDisk(
				{ name: 'scan.pdf', buffer: large },
				{ name: 'palette.jpg', buffer: await photo(800, 600) }
			)
		);
	await expect(page.locator('.chosen-files li')).toHaveCount(2);
	await page.getByRole('button', { name: words().send }).click();
}

test('a scan of 19 MB whose line is cut goes on where it was, and the case holds it whole', async ({
	page,
	context
}) => {
	const { buffer: large } = scan('scan.pdf', 19_000_000);
	let cuts = 0;
	await page.exposeFunction('cut', async () => {
		if (cuts++ > 0) return;
		await context.setOffline(true);
	});
	await page.addInitScript(() =>
		navigator.serviceWorker.addEventListener('message', ({ data }) => {
			const news = data as { type: string };
			if (news.type === 'progress') void (window as unknown as { cut(): void }).cut();
		})
	);
	await send(page, large);
	await expect.poll(() => cuts, { timeout: 40_000 }).toBeGreaterThan(0);
	await expect(page.locator('#kept progress')).toBeVisible();
	const [cut, ...others] = await uploadsOf(large.length);
	const here = Number(cut!.bytes_here);
	expect(here).toBeGreaterThan(0);
	expect(here).toBeLessThan(large.length);

	await context.setOffline(false);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	// Watched to its end, it goes on to its case.
	await expect(page).toHaveURL(/LIT-.*\?sent/, { timeout: 40_000 });
	expect(await waitingOn(page)).toEqual([]);
	// The same one, gone on with: none was begun anew.
	expect(await uploadsOf(large.length)).toEqual([
		{ bytes_here: String(large.length), claimed: true },
		...others
	]);
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'scan.pdf' }).click();
	expect(fs.readFileSync(await (await download).path()).equals(large)).toBe(true);
});

/** Sends the head of a request and half of its body, then pulls the cable. */
const cutInTheMiddle = (base: string, head: string[], body: Buffer): Promise<void> =>
	new Promise((done, fail) => {
		const { port } = new URL(base);
		const socket = net.connect(Number(port), 'localhost', () => {
			socket.write(`${head.join('\r\n')}\r\n\r\n`);
			socket.write(body.subarray(0, body.length / 2), () => socket.destroy());
		});
		socket.once('close', () => done()).once('error', fail);
	});

test('of a part that is cut in its middle nothing counts, and the rest follows', async ({
	page
}) => {
	const base = test.info().project.use.baseURL!;
	const account = await myAccount(page);
	const { buffer: large } = scan('scan.pdf', 2_500_000);
	const begun = await ask(base, `${account}/uploads`, {
		method: 'POST',
		headers: { origin: base, 'content-type': 'application/json' },
		body: JSON.stringify({
			name: 'scan.pdf',
			bytes: large.length,
			key: `cut-in-its-middle-${me().language}`
		})
	});
	const { id } = JSON.parse(begun.text) as { id: string };
	const here = async () =>
		(await ask(base, `${account}/uploads/${id}`, { method: 'HEAD' })).headers['upload-offset'];
	const patch = (offset: number, body: Buffer) =>
		ask(base, `${account}/uploads/${id}`, {
			method: 'PATCH',
			headers: {
				origin: base,
				'content-type': 'application/offset+octet-stream',
				'upload-offset': String(offset)
			},
			body
		});
	const parts = [0, 1_000_000, 2_000_000].map((from) => large.subarray(from, from + 1_000_000));
	expect((await patch(0, parts[0]!)).status).toBe(204);
	await cutInTheMiddle(
		base,
		[
			`PATCH ${account}/uploads/${id} HTTP/1.1`,
			`host: ${new URL(base).host}`,
			`origin: ${base}`,
			'content-type: application/offset+octet-stream',
			'upload-offset: 1000000',
			`content-length: ${parts[1]!.length}`
		],
		parts[1]!
	);
	expect(await here()).toBe('1000000');
	expect((await patch(2_000_000, parts[2]!)).status).toBe(409);
	expect((await patch(1_000_000, parts[1]!)).status).toBe(204);
	expect((await patch(2_000_000, parts[2]!)).status).toBe(204);
	expect(await here()).toBe(String(large.length));
});
