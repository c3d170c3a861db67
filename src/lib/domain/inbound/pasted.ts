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

/** A cutting somebody pasted is a file of his; what may be his logo is named, and an icon is nothing. */
export function pastedIs({ bytes, size, isAbove }: Pasted): 'file' | 'named' | 'nothing' {
	if (bytes > LARGEST_LOGO) return 'file';
	if (!isAbove) return 'nothing';
	if (!size) return bytes > LARGEST_DOT ? 'named' : 'nothing';
	const area = size.width * size.height;
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

/** Pictures that stand in the markup itself, and where. */
export const dataPictures = (html: string): { type: string; base64: string; at: number }[] =>
	[...html.matchAll(DATA_PICTURE)]
		.slice(0, MOST)
		.map(({ 1: type, 2: base64, index }) => ({ type: type!, base64: base64!, at: index }));

export const withoutData = (html: string): string =>
	html.replace(DATA_PICTURE, '').replace(/\bdata:[^"'<>)\s]*/gi, '');
