import sharp from 'sharp';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import fs from 'node:fs/promises';
import path from 'node:path';
import { mimeOf } from '$lib/server/delivery/channels/mime';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { renderMail } from '$lib/server/mail/render';
import { SAMPLE_SENDER } from '$lib/server/mail/sender';
import { sampleOf } from '$lib/server/mail/samples';
import { logoOf } from '$lib/server/settings/logo/logo';
import { organisationOf } from '$lib/server/settings/queries';
import { creditorOfLink } from '$lib/server/auth/links';
import { asAppError } from '$lib/server/trpc/errors';
import { GET as icon } from '../../../src/routes/p/[token]/icon/+server';
import { GET as manifest } from '../../../src/routes/p/[token]/manifest.webmanifest/+server';
import { asOwner, TEST_INSTANT, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf, resolverScopeOf, tokenIn } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();
let ours: Company;
let other: Company;
beforeAll(async () => {
	setClock(TEST_INSTANT);
	({ ours, other } = await buildWorld());
});

const admin = () => callerFor(ours.desk.admin).desk.settings;
const door = async ({ account }: Company) =>
	callerFor(await portalScopeOf(account.portalPath)).portal.customers;
const refusal = async (work: Promise<unknown>) =>
	asAppError(await work.then(() => null).catch((thrown: unknown) => thrown)).code;

/** Words of a sort: bars of different widths on nothing. */
const wordmark = (colour = '#0f5c4d') =>
	sharp({ create: { width: 900, height: 300, channels: 4, background: '#0000' } })
		.composite(
			[40, 180, 300, 460, 640].map((left, index) => ({
				input: {
					create: { width: 60 + index * 20, height: 120, channels: 4 as const, background: colour }
				},
				left,
				top: 90
			}))
		)
		.png()
		.toBuffer();
const noise = () =>
	sharp({
		create: {
			...{ width: 1600, height: 1600, channels: 3, background: '#888' },
			noise: { type: 'gaussian', mean: 128, sigma: 60 }
		}
	})
		.jpeg({ quality: 90 })
		.withExif({ IFD0: { Copyright: 'SECRET-PLACE' } })
		.toBuffer();

beforeEach(() => admin().removeLogo());

test('a logo is drawn again small, and shown to the customers of its company only', async () => {
	await admin().changeLogo({ name: 'logo.png', bytes: await wordmark() });
	const { creditor } = await (await door(ours)).frame();
	expect(creditor.logo).toMatchObject({ width: 160, sign: false });
	const { version, content } = await (await door(ours)).logo();
	expect(creditor.logo!.src).toBe(`/logo?v=${version}`);
	expect(content.byteLength).toBeLessThanOrEqual(2_048);
	expect((await sharp(content).metadata()).format).toBe('webp');

	expect((await (await door(other)).frame()).creditor.logo).toBeNull();
	expect(await refusal((await door(other)).logo())).toBe('not_found');
	expect(await refusal(callerFor(null).portal.customers.logo())).toBe('link_unknown');
});

/** What a browser reads when the page of a link is put among its applications. */
async function manifestOf({ account }: Company) {
	const token = tokenIn(account.portalPath);
	const event = {
		...{ params: { token }, url: new URL('https://entendu.test/') },
		locals: { scope: await portalScopeOf(account.portalPath), language: 'fr', requestId: 'test' }
	};
	const answer = await manifest(event as never);
	return (await answer.json()) as {
		start_url: string;
		theme_color: string;
		icons: { src: string; sizes: string; purpose?: string }[];
	};
}
const iconAt = async ({ account }: Company, src: string) => {
	const url = new URL(src, 'https://entendu.test');
	const locals = { scope: await portalScopeOf(account.portalPath), requestId: 'test' };
	return icon({ params: {}, url, locals } as never);
};
/** Of the square: where something is drawn. */
async function drawnIn(picture: Buffer) {
	const { info } = await sharp(picture)
		.trim({ threshold: 8 })
		.toBuffer({ resolveWithObject: true });
	return { width: info.width, height: info.height };
}

test('installed from a link it opens that link, with the sign and the colour of its creditor', async () => {
	await admin().changeLogo({ name: 'logo.png', bytes: await wordmark() });
	await admin().changeAccent({ accent: '#aa0033' });
	const { start_url, theme_color, icons } = await manifestOf(ours);
	expect({ start_url, theme_color }).toEqual({
		start_url: ours.account.portalPath,
		theme_color: '#aa0033'
	});
	expect(icons.map(({ sizes, purpose }) => [sizes, purpose])).toEqual([
		['192x192', undefined],
		['512x512', undefined],
		['512x512', 'maskable']
	]);
	for (const { src, sizes, purpose } of icons) {
		expect(src.startsWith(`${ours.account.portalPath}/icon?`)).toBe(true);
		const answer = await iconAt(ours, src);
		expect(answer.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
		const picture = Buffer.from(await answer.arrayBuffer());
		const { width, height, format } = await sharp(picture).metadata();
		expect([`${width}x${height}`, format]).toEqual([sizes, 'png']);
		const drawn = await drawnIn(picture);
		// Large, whole, and nothing of it where a device cuts a circle out.
		const across = purpose ? Math.hypot(drawn.width, drawn.height) : drawn.width;
		expect(across).toBeLessThanOrEqual(width * (purpose ? 0.81 : 0.9));
		expect(across).toBeGreaterThan(width * 0.7);
	}
	// A house without a logo shows ours; neither sees the picture of the other.
	expect((await manifestOf(other)).icons.map(({ src }) => src)).toEqual([
		'/icons/icon-192.png',
		'/icons/icon-512.png',
		'/icons/icon-maskable-512.png'
	]);
	expect(await refusal((await door(other)).icon({ size: 192, maskable: false }))).toBe('not_found');
});

test('whatever is sent stays within the bytes of a first visit, and loses what it carried beside its pixels', async () => {
	await admin().changeLogo({ name: 'photo.jpg', bytes: await noise() });
	const logo = (await unitOfWork(ours.inside, async (unit) => logoOf(await organisationOf(unit))))!;
	expect(logo.page.byteLength).toBeLessThanOrEqual(2_048);
	for (const picture of [logo.page, logo.mail, logo.paper])
		expect(picture.includes('SECRET-PLACE')).toBe(false);
	expect(logo).toMatchObject({ sign: true, width: 40, height: 40 });
});

test('its file lies with the other files, the one before it stays, and a lost one leaves the name', async () => {
	await admin().changeLogo({ name: 'logo.png', bytes: await wordmark() });
	const first = await unitOfWork(ours.inside, organisationOf);
	await admin().changeLogo({ name: 'logo.png', bytes: await wordmark('#a3211b') });
	const second = await unitOfWork(ours.inside, organisationOf);
	expect(second.logoKey).not.toBe(first.logoKey);
	const at = (key: string | null) => path.join(env().DATA_DIR, 'files', key!);
	await fs.access(at(first.logoKey));
	await fs.rm(at(second.logoKey));
	expect((await (await door(ours)).frame()).creditor.logo).toBeNull();
	const events = await asOwner<{ data: { before: string | null; after: string | null } }>(
		`select data from audit_event where action = 'organisation.logo_changed' order by at, id`
	);
	expect(events.at(-1)!.data).toEqual({
		before: first.logoSha256,
		after: second.logoSha256
	});
});

test('what is no picture, a drawing, an empty and an invisible one are refused with their reason', async () => {
	const send = (bytes: Uint8Array<ArrayBuffer>) => admin().changeLogo({ name: 'logo.png', bytes });
	const svg = Buffer.from(
		'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
	);
	expect(await refusal(send(svg))).toBe('logo_kind');
	expect(await refusal(send(Buffer.from('%PDF-1.7')))).toBe('logo_kind');
	expect(await refusal(send(new Uint8Array()))).toBe('file_empty');
	expect(await refusal(send(new Uint8Array(5_000_001)))).toBe('file_too_large');
	expect(await refusal(send((await wordmark()).subarray(0, 200)))).toBe('file_broken');
	expect(await refusal(send(await wordmark('#ffffff')))).toBe('logo_blank');
	const thin = sharp({ create: { width: 300, height: 60, channels: 3, background: '#fff' } })
		.composite([
			{
				input: { create: { width: 200, height: 9, channels: 3, background: '#000' } },
				left: 50,
				top: 20
			}
		])
		.png();
	expect(await refusal(send(await thin.toBuffer()))).toBe('logo_small');
	const collector = callerFor(ours.desk.collector).desk.settings;
	expect(await refusal(collector.changeLogo({ name: 'l', bytes: await wordmark() }))).toBe(
		'not_allowed'
	);
	expect(await refusal(collector.removeLogo())).toBe('not_allowed');
	expect(await refusal(collector.changeAccent({ accent: '#123456' }))).toBe('not_allowed');
	expect((await admin().brand()).logo).toBeNull();
});

test('whoever was asked by link, and whoever holds a link that has ended, see it inside the page', async () => {
	await admin().changeLogo({ name: 'logo.png', bytes: await wordmark() });
	const resolver = callerFor(await resolverScopeOf(ours.account.resolverPath)).resolver.disputes;
	const { creditor } = await resolver.page();
	expect(creditor.logo!.src).toMatch(/^data:image\/webp;base64,/);
	const ended = await creditorOfLink(tokenIn(ours.account.portalPath));
	expect(ended!.logo).toEqual(creditor.logo);
});

test('a mail carries it inside, once, with the name for whoever sees no pictures', async () => {
	await admin().changeLogo({ name: 'logo.png', bytes: await wordmark() });
	const organisation = await unitOfWork(ours.inside, organisationOf);
	const sender = { ...SAMPLE_SENDER, name: organisation.name, logo: await logoOf(organisation) };
	const facts = sampleOf('dispute-received', 'part');
	const { html, text, subject } = await renderMail('dispute-received', 'fr', facts, sender);
	expect(html).toMatch(/<img[^>]*src="cid:logo@entendu"[^>]*alt="Menuiserie Dupont"/);
	const letter = { from: 'a@m.test', fromName: 'M', replyTo: 'a@m.test', to: 'b@m.test' };
	const mime = String(
		await mimeOf({
			...{ ...letter, toName: 'B', messageId: '<x@entendu>', language: 'fr' as const },
			...{ subject, html, text }
		})
	);
	expect(mime.match(/Content-Id: <logo@entendu>/gi)).toHaveLength(1);
	expect(mime).not.toContain('data-picture');
	const plain = await renderMail('dispute-received', 'fr', facts, { ...sender, logo: null });
	expect(plain.html).not.toContain('logo@entendu');
});

test('the colour of the company is kept as one, and written down', async () => {
	await admin().changeAccent({ accent: '#AA0033' });
	expect((await admin().brand()).accent).toBe('#aa0033');
	expect(await refusal(admin().changeAccent({ accent: 'red' }))).toBe('invalid_input');
	expect((await callerFor(other.desk.admin).desk.settings.brand()).accent).not.toBe('#aa0033');
});
