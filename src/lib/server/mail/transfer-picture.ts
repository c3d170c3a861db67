import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Dots per square, and squares of quiet ground around, as the rule of the code asks. */
const DOTS = 4;
const QUIET = 4;

/** Where a letter shows its square code: the picture it names, and the text it stands for. */
const SHOWN = /<img[^>]*src="cid:([^"]+)"[^>]*data-code="([\w-]+)"/g;

export interface Picture {
	cid: string;
	/** Of the file, where a mail program lists it. */
	name: string;
	mime: 'image/png' | 'image/jpeg';
	content: Buffer;
}

/** Where it shows the logo: the picture rests in the letter, so that it stays the letter that left. */
const LOGO = /<img[^>]*src="cid:([^"]+)"[^>]*data-picture="([\w-]+)"/g;

/** Where it shows what the customer photographed, small: it rests in the letter like the logo. */
const PHOTO = /<img[^>]*src="cid:([^"]+)"[^>]*data-photo="([\w-]+)"/g;

/** The pictures a letter needs to be whole; none when it names none. */
export const picturesIn = (html: string): Picture[] => [
	...[...html.matchAll(LOGO)].map(([, cid, picture]) => ({
		cid: cid!,
		name: 'logo.png',
		mime: 'image/png' as const,
		content: Buffer.from(picture!, 'base64url')
	})),
	...[...html.matchAll(PHOTO)].map(([, cid, photo], place) => ({
		cid: cid!,
		name: `photo-${place + 1}.jpg`,
		mime: 'image/jpeg' as const,
		content: Buffer.from(photo!, 'base64url')
	})),
	...[...html.matchAll(SHOWN)].map(([, cid, code]) => ({
		cid: cid!,
		name: 'virement.png',
		mime: 'image/png' as const,
		content: squarePng(Buffer.from(code!, 'base64url').toString())
	}))
];

/** On its way the pictures travel beside it: once is enough. */
export const withoutPictures = (html: string): string =>
	html.replaceAll(/ data-(?:picture|photo)="[\w-]+"/g, '');

/**
 * Black on white, one bit per dot: some 600 bytes. Every mail of a run draws one, so it is done by hand
 * and with a fixed mask: a general library takes thirty times as long.
 */
export function squarePng(text: string): Buffer {
	const { data } = encode(text, { ecc: 'M', maxVersion: 13, border: QUIET, maskPattern: 2 });
	const side = data.length * DOTS;
	const bytes = Math.ceil(side / 8);
	const rows = data.map((squares) => {
		const row = Buffer.alloc(1 + bytes, 0xff);
		row[0] = 0;
		squares.forEach((dark, at) => {
			if (dark) for (let dot = at * DOTS; dot < (at + 1) * DOTS; dot++) darken(row, dot);
		});
		return Buffer.concat(Array.from({ length: DOTS }, () => row));
	});
	const head = Buffer.alloc(13);
	head.writeUInt32BE(side, 0);
	head.writeUInt32BE(side, 4);
	head[8] = 1;
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', head),
		chunk('IDAT', deflateSync(Buffer.concat(rows))),
		chunk('IEND', Buffer.alloc(0))
	]);
}

/** After the byte that names the filter of the row. */
function darken(row: Buffer, dot: number): void {
	row[1 + (dot >> 3)]! &= ~(0x80 >> (dot & 7));
}

function chunk(type: string, content: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
	const around = Buffer.alloc(8);
	around.writeUInt32BE(content.length, 0);
	around.writeUInt32BE(crc32(named), 4);
	return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
