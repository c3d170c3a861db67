/** The letters of a plain text message (3GPP TS 23.038 6.2.1); anything else makes every letter cost two bytes. */
const GSM7 =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Written with an escape before them (6.2.1.1): they count for two. */
const GSM7_ESCAPED = '^{}\\[~]|€\f';

/** Room of one part, alone and among several: the header of a long message takes six bytes (23.040). */
const ROOM = { gsm7: { alone: 160, part: 153 }, ucs2: { alone: 70, part: 67 } } as const;

export interface Segments {
	encoding: keyof typeof ROOM;
	/** Parts it is sent and paid in; 0 for nothing at all. */
	count: number;
}

/** What a text costs: no letter is cut in two between parts. */
export function segmentsOf(text: string): Segments {
	const encoding = [...text].every(isGsm7) ? 'gsm7' : 'ucs2';
	const costs = [...text].map((letter) => costOf(letter, encoding));
	const total = costs.reduce((sum, cost) => sum + cost, 0);
	const { alone, part } = ROOM[encoding];
	return { encoding, count: total <= alone ? Math.min(total, 1) : partsOf(costs, part) };
}

function partsOf(costs: readonly number[], room: number): number {
	let parts = 1;
	let used = 0;
	for (const cost of costs) {
		if (used + cost > room) [parts, used] = [parts + 1, 0];
		used += cost;
	}
	return parts;
}

const isGsm7 = (letter: string): boolean => GSM7.includes(letter) || GSM7_ESCAPED.includes(letter);

/** In letters of seven bits, or in units of sixteen. */
const costOf = (letter: string, encoding: Segments['encoding']): number =>
	encoding === 'ucs2' ? letter.length : GSM7_ESCAPED.includes(letter) ? 2 : 1;

const PLAIN: Record<string, string> = {
	'\u00a0': ' ',
	'\u202f': ' ',
	'\u2009': ' ',
	'’': "'",
	'‘': "'",
	'“': '"',
	'”': '"',
	'«': '"',
	'»': '"',
	'–': '-',
	'—': '-',
	'…': '...'
};

/** Typography that costs half the room and says nothing; letters of a name stay as they are. */
export const plainTypography = (text: string): string =>
	[...text].map((letter) => PLAIN[letter] ?? letter).join('');

/** Longer than that nobody reads it, and everybody pays for it. */
export const MOST_SEGMENTS = 3;

/** The first of these, from the fullest to the barest, that is short enough; the last one if none is. */
export const shortEnough = (variants: readonly [string, ...string[]]): string =>
	variants.find((text) => segmentsOf(text).count <= MOST_SEGMENTS) ?? variants.at(-1)!;
