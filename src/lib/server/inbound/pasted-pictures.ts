import type { Attachment, ParsedMail } from 'mailparser';
import { dataPictures, ownPartOf, pastedIs, type Pasted } from '$lib/domain/inbound/pasted';
import { sizeOfImage } from '../images';

interface Picture {
	name: string;
	content: Uint8Array;
	isAbove: boolean;
}

/** What is drawn inside the words: files of the sender, and names of what was not taken. */
export async function pastedPictures(parsed: ParsedMail) {
	const files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
	const left: string[] = [];
	const { pictures, beyond } = picturesIn(parsed);
	for (const { name, content, isAbove } of pictures) {
		const is = pastedIs(await looked(content, isAbove));
		if (is === 'file') files.push({ name, bytes: new Uint8Array(content) });
		if (is === 'named') left.push(name);
	}
	return { files, left: [...left, ...beyond] };
}

/** Not a file of the mail, but part of how it looks. */
export const isPasted = ({ related, contentType }: Attachment): boolean =>
	related === true && contentType.startsWith('image/');

const looked = async (content: Uint8Array, isAbove: boolean): Promise<Pasted> => ({
	...{ bytes: content.length, isAbove },
	size: await sizeOfImage(content)
});

function picturesIn(parsed: ParsedMail): { pictures: Picture[]; beyond: string[] } {
	const html = parsed.html || '';
	const own = ownPartOf(html);
	// One the markup never names is shown by itself.
	const isAbove = (cid?: string) =>
		!cid || own.includes(`cid:${cid}`) || !html.includes(`cid:${cid}`);
	const attached = parsed.attachments.filter(isPasted).map((one) => ({
		...{ name: one.filename ?? one.contentType, content: one.content },
		isAbove: isAbove(one.cid)
	}));
	const { found, beyond } = dataPictures(html);
	const written = found.map(({ name, base64, at }) => ({
		...{ name, isAbove: at < own.length },
		content: new Uint8Array(Buffer.from(base64, 'base64'))
	}));
	return { pictures: [...attached, ...written], beyond };
}
