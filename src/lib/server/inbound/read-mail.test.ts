import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sharedFiles, sharedTitle } from '../../../../tests/support/shared-data';
import { readMail, type ReadMail } from './read-mail';

const mail = (text: string): Uint8Array => Buffer.from(text.replaceAll('\n', '\r\n'));

it('words, sender and files of a mail in several parts', async () => {
	const read = await readMail(
		mail(`From: =?utf-8?Q?Ana_P=C3=A9tit?= <Ana@client.test>
Subject: =?utf-8?Q?Pi=C3=A8ce?=
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Voici la photo.

Le 3 mars 2026, Dupont <a@b.test> wrote:
> Relance
--b
Content-Type: application/pdf; name="bon.pdf"
Content-Disposition: attachment; filename="bon.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--b--
`)
	);
	expect(read).toMatchObject({
		...{ from: ['ana@client.test'], fromName: 'Ana Pétit', subject: 'Pièce', unreadable: null },
		...{ reply: 'Voici la photo.', recognised: { kind: 'human' } }
	});
	expect(read.text).toContain('Relance');
	expect(read.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
		['bon.pdf', '%PDF-1.4\n']
	]);
});

it('HTML becomes words, never markup', async () => {
	const { text } = await readMail(
		mail('From: a@b.test\nContent-Type: text/html\n\n<p>Prix faux</p><script>alert(1)</script>')
	);
	expect(text).toBe('Prix faux');
});

const besidePdf = (html: string): Uint8Array =>
	mail(`From: a@b.test
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

${html}
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="bon.pdf"

%PDF-1.4
--b--
`);

it('markup beside a file becomes words, or says that nobody can make any of it', async () => {
	expect(await readMail(besidePdf('<p>Prix faux</p>'))).toMatchObject({
		...{ text: 'Prix faux', isWordless: false, files: [{ name: 'bon.pdf' }] }
	});
	expect(await readMail(besidePdf('<p>mot mot</p>\n'.repeat(40_000)))).toMatchObject({
		...{ text: '', isWordless: true, files: [{ name: 'bon.pdf' }] }
	});
	expect(await readMail(besidePdf('<p></p>'))).toMatchObject({ text: '', isWordless: false });
});

/** A picture of so many pixels. */
const drawn = async (width: number, height: number): Promise<string> => {
	const create = { width, height, channels: 3, background: 'white' } as const;
	return (await sharp({ create }).png().toBuffer()).toString('base64');
};

it('an answer below a long quotation is what is read', async () => {
	const quoted = 'Le 3 mars 2026, Dupont <a@b.test> wrote:\n' + '> Votre facture\n'.repeat(3000);
	const { reply, text, leftOut } = await readMail(
		mail(`From: a@b.test\n\n${quoted}\nNous contestons.`)
	);
	for (const words of [reply, text]) expect(words).toMatch(/Nous contestons\.$/);
	expect(leftOut).toBe('too_long');
});

it('words beside a screenshot in the markup are read, and the screenshot is a file', async () => {
	const picture = Buffer.alloc(450_000, 'x').toString('base64');
	const html = `<p>Voici la preuve</p><img src="data:image/png;base64,${picture}">`;
	const read = await readMail(
		mail(`From: a@b.test\nContent-Type: text/html\n\n${html.replace(/.{900}/g, '$&\n')}`)
	);
	expect(read).toMatchObject({ text: 'Voici la preuve', isWordless: false });
	expect(read.files.map(({ name, bytes }) => [name, bytes.length])).toEqual([
		['image-1.png', 450_000]
	]);
});

it('markup nobody can make words of says so', async () => {
	const read = await readMail(
		mail(`From: a@b.test\nContent-Type: text/html\n\n${'<p>mot mot</p>\n'.repeat(40_000)}`)
	);
	expect(read).toMatchObject({ text: '', isWordless: true, unreadable: null });
});

it('a small cutting above the answer is a file, a small logo is named, what is quoted is neither', async () => {
	const part = async (cid: string, width: number, height: number) =>
		[
			'--b',
			`Content-Type: image/png; name="${cid}.png"`,
			`Content-ID: <${cid}>`,
			'Content-Disposition: inline',
			'Content-Transfer-Encoding: base64',
			'',
			await drawn(width, height)
		].join('\n');
	const read = await readMail(
		mail(`From: a@b.test
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<p>Voir <img src="cid:cut"> <img src="cid:logo"></p><blockquote><img src="cid:ours"></blockquote>
${[await part('cut', 640, 90), await part('logo', 240, 60), await part('ours', 640, 90)].join('\n')}
--b--
`)
	);
	expect(read.files.map(({ name }) => name)).toEqual(['cut.png']);
	expect(read.left).toEqual(['logo.png']);
});

it.each(['', '\0\0', 'From: a', '\n\n', 'Content-Type: multipart/mixed; boundary=b\n\n--b'])(
	'%j is read without a fault',
	async (text) => {
		expect((await readMail(mail(text))).recognised.kind).toBe('human');
	}
);

/** So many milliseconds at most for each of them. */
const PATIENCE = 1000;

async function readInTime(bytes: Uint8Array): Promise<ReadMail> {
	const began = performance.now();
	const read = await readMail(bytes);
	expect(performance.now() - began).toBeLessThan(PATIENCE);
	return read;
}

describe('mails others collected', () => {
	const bounces = sharedFiles('mail-bounces', '.eml');
	it.skipIf(bounces.length === 0)(
		sharedTitle('98 of 100 bounces and automatic mails are recognised', 'mail-bounces'),
		async () => {
			const missed: string[] = [];
			for (const { name, bytes } of bounces)
				if ((await readInTime(bytes)).recognised.kind === 'human') missed.push(name);
			expect(missed.length / bounces.length, missed.join(', ')).toBeLessThanOrEqual(0.02);
		}
	);

	const replies = sharedFiles('mail-replies', '.txt');
	it.skipIf(replies.length === 0)(
		sharedTitle('no reply of a person is taken for a machine', 'mail-replies'),
		async () => {
			for (const { name, bytes } of replies) {
				const head = Buffer.from(
					'From: Ana <ana@client.test>\r\nSubject: Re: Relance\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
				);
				const read = await readInTime(Buffer.concat([head, bytes]));
				expect(read.recognised.kind, name).toBe('human');
				expect(read.unreadable, name).toBeNull();
				expect(read.reply, name).not.toBe('');
			}
		}
	);

	const mime = sharedFiles('mail-mime', '.eml');
	it.skipIf(mime.length === 0)(sharedTitle('every structure is read', 'mail-mime'), async () => {
		for (const { name, bytes } of mime) {
			const { unreadable, recognised } = await readInTime(bytes);
			expect(unreadable, name).toBeNull();
			expect(recognised.kind, name).toBe(name.includes('arf') ? 'machine' : 'human');
		}
	});
});
