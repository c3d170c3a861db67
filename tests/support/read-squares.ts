/**
 * Reads a printed QR code of bytes as a phone does, by the standard (ISO/IEC 18004) and not by the library that
 * draws it: versions 1 to 13 at level M, undamaged. @throws when it is anything else
 */
export function readSquares(rows: readonly (readonly boolean[])[]): string {
	const side = rows.length;
	const version = (side - 17) / 4;
	const blocks = BLOCKS[version];
	if (!blocks) throw new Error(`a code of ${side} squares a side`);
	const isDark = (x: number, y: number) => rows[y]![x]!;
	const { level, mask } = formatOf(isDark);
	if (level !== LEVEL_M) throw new Error(`error level ${level}`);
	const flips = MASKS[mask]!;
	const bits = walk(side)
		.filter(([x, y]) => !isOfTheFrame(x, y, version))
		.map(([x, y]) => isDark(x, y) !== flips(x, y));
	return textIn(ordered(bytesOf(bits), blocks), version);
}

const LEVEL_M = 0b00;

/** How many bytes of data each block holds, by version, at level M. */
const BLOCKS: Record<number, number[]> = {
	1: [16],
	2: [28],
	3: [44],
	4: [32, 32],
	5: [43, 43],
	6: [27, 27, 27, 27],
	7: [31, 31, 31, 31],
	8: [38, 38, 39, 39],
	9: [36, 36, 36, 37, 37],
	10: [43, 43, 43, 43, 44],
	11: [50, 51, 51, 51, 51],
	12: [36, 36, 36, 36, 36, 36, 37, 37],
	13: [37, 37, 37, 37, 37, 37, 37, 37, 38]
};

/** Middles of the small squares that tell a camera where it is. */
const MIDDLES: Record<number, number[]> = {
	1: [],
	2: [6, 18],
	3: [6, 22],
	4: [6, 26],
	5: [6, 30],
	6: [6, 34],
	7: [6, 22, 38],
	8: [6, 24, 42],
	9: [6, 26, 46],
	10: [6, 28, 50],
	11: [6, 30, 54],
	12: [6, 32, 58],
	13: [6, 34, 62]
};

const MASKS: ((x: number, y: number) => boolean)[] = [
	(x, y) => (x + y) % 2 === 0,
	(_, y) => y % 2 === 0,
	(x) => x % 3 === 0,
	(x, y) => (x + y) % 3 === 0,
	(x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
	(x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
	(x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
	(x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0
];

/** The five bits beside the first corner, in the clear behind a fixed pattern. */
function formatOf(isDark: (x: number, y: number) => boolean) {
	const bits = [0, 1, 2, 3, 4].map((x) => Number(isDark(x, 8)));
	const value = bits.reduce((sum, bit) => sum * 2 + bit, 0) ^ 0b10101;
	return { level: value >> 3, mask: value & 0b111 };
}

/** Two columns at a time from the right, up and down in turn; the sixth column is no part of it. */
function walk(side: number): [x: number, y: number][] {
	const all: [number, number][] = [];
	let isUp = true;
	for (let right = side - 1; right > 0; right -= 2) {
		if (right === 6) right--;
		for (let step = 0; step < side; step++) {
			const y = isUp ? side - 1 - step : step;
			all.push([right, y], [right - 1, y]);
		}
		isUp = !isUp;
	}
	return all;
}

/** Corners, rulers, small squares, format and version: no data. */
function isOfTheFrame(x: number, y: number, version: number): boolean {
	const side = 17 + 4 * version;
	if (x === 6 || y === 6) return true;
	if ((x < 9 && y < 9) || (x < 9 && y >= side - 8) || (x >= side - 8 && y < 9)) return true;
	if (version >= 7 && ((x < 6 && y >= side - 11) || (y < 6 && x >= side - 11))) return true;
	const middles = MIDDLES[version]!;
	const last = middles.at(-1);
	return middles.some((cx) =>
		middles.some((cy) => {
			const isCorner = (cx === 6 && (cy === 6 || cy === last)) || (cx === last && cy === 6);
			return !isCorner && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2;
		})
	);
}

const bytesOf = (bits: readonly boolean[]): number[] =>
	Array.from({ length: Math.floor(bits.length / 8) }, (_, place) =>
		bits.slice(place * 8, place * 8 + 8).reduce((sum, bit) => sum * 2 + Number(bit), 0)
	);

/** They are dealt out like cards, one to each block in turn; the shorter blocks stop first. */
function ordered(bytes: readonly number[], blocks: readonly number[]): number[] {
	const dealt = blocks.map((): number[] => []);
	let place = 0;
	for (let round = 0; round < Math.max(...blocks); round++)
		for (const [block, length] of blocks.entries())
			if (round < length) dealt[block]!.push(bytes[place++]!);
	return dealt.flat();
}

const MODE_OF_CHARSET = 0b0111;
const MODE_OF_BYTES = 0b0100;

function textIn(data: readonly number[], version: number): string {
	const bits = data.map((byte) => byte.toString(2).padStart(8, '0')).join('');
	let at = 0;
	const take = (length: number) => parseInt(bits.slice(at, (at += length)), 2);
	let mode = take(4);
	if (mode === MODE_OF_CHARSET) {
		take(8);
		mode = take(4);
	}
	if (mode !== MODE_OF_BYTES) throw new Error(`a segment of mode ${mode}`);
	const length = take(version < 10 ? 8 : 16);
	const bytes = Uint8Array.from({ length }, () => take(8));
	if (take(4) !== 0) throw new Error('something follows the text');
	return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
