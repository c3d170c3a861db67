/** A picture drawn inside the words of a mail. */
export interface Pasted {
	bytes: number;
	/** Null: of a kind nobody measures. */
	size: { width: number; height: number } | null;
	/** It stands above the mail that is answered; what stands below was sent before. */
	isAbove: boolean;
}

/** A logo below a signature weighs less. */
const LARGEST_LOGO = 30_000;
/** What counts opened mails is a dot. */
const LARGEST_DOT = 2_000;
const ICON_PIXELS = 64 * 64;
const SMALLEST_AREA = 20_000;
const SMALLEST_SIDE = 60;

/** Nothing our mails show has more pixels: what is larger below the answer is not quoted from one. */
const LARGEST_OF_OURS = 320 * 320;

/** A cutting somebody pasted is a file of his; what may be his logo is named, and an icon is nothing. */
export function pastedIs({ bytes, size, isAbove }: Pasted): 'file' | 'named' | 'nothing' {
	if (bytes > LARGEST_LOGO) return 'file';
	if (!size) return bytes > LARGEST_DOT ? 'named' : 'nothing';
	const area = size.width * size.height;
	if (!isAbove) return area > LARGEST_OF_OURS ? 'named' : 'nothing';
	if (area >= SMALLEST_AREA && Math.min(size.width, size.height) >= SMALLEST_SIDE) return 'file';
	return area > ICON_PIXELS ? 'named' : 'nothing';
}

/** Where mail programs begin what is answered. */
const QUOTE =
	/<blockquote|gmail_quote|divRplyFwdMsg|moz-cite-prefix|yahoo_quoted|appendonsend|border-top:\s?solid\s?#/i;

/** Up to where the words are the sender's own; where he answers below, to the end. */
export function ownPartOf(html: string): string {
	const at = html.search(QUOTE);
	return at > 0 && /\S/.test(withoutTags(html.slice(0, at))) ? html.slice(0, at) : html;
}

/** Pictures of his count as what he said. */
const withoutTags = (html: string): string =>
	html
		.slice(0, 200_000)
		.replace(/<(?:style|title)\b[^<>]{0,500}>[^<]{0,50000}/gi, '')
		.replace(/<(?!img\b)[^<>]{0,5000}>/gi, '');

const DATA_PICTURE = /\bdata:image\/([a-z0-9.+-]{1,40});base64,([a-z0-9+/=\s]+)/gi;
/** More are no cuttings. */
const MOST = 50;

interface DataPicture {
	name: string;
	base64: string;
	at: number;
}

/** Pictures that stand in the markup itself, and where; and how those are called that nobody looks at. */
export function dataPictures(html: string): { found: DataPicture[]; beyond: string[] } {
	const all = [...html.matchAll(DATA_PICTURE)].map(({ 1: type, 2: base64, index }, place) => ({
		...{ name: `image-${place + 1}.${type!.toLowerCase().replace('jpeg', 'jpg')}` },
		...{ base64: base64!, at: index }
	}));
	const [first, last] = [all[MOST], all.at(-1)];
	const beyond = first && last !== first ? `${first.name} – ${last!.name}` : first?.name;
	return { found: all.slice(0, MOST), beyond: beyond ? [beyond] : [] };
}

export const withoutData = (html: string): string =>
	html.replace(DATA_PICTURE, '').replace(/\bdata:[^"'<>)\s]*/gi, '');
