/** What was asked for, without accents or capitals, as far as each sign stays one sign. */
const folded = (sign: string): string =>
	sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export const wordsIn = (asked: string): string[] => [
	...new Set(
		asked
			.split(/[^\p{L}\p{N}\p{M}]+/u)
			.map((word) => [...word].map(folded).join(''))
			.filter(Boolean)
	)
];

export interface Piece {
	text: string;
	isMarked: boolean;
}

/** A text in pieces, those marked in which a word of it begins with what was asked for. Nothing is marked where signs do not match one by one. */
export function marked(text: string, words: readonly string[]): Piece[] {
	const signs = [...text.normalize('NFC')];
	const plain = signs.map(folded);
	if (plain.some((sign) => [...sign].length !== 1)) return [{ text, isMarked: false }];
	const isMarked = signs.map(() => false);
	for (let at = 0; at < plain.length; at++)
		if (at === 0 || !/[\p{L}\p{N}]/u.test(plain[at - 1]!))
			isMarked.fill(true, at, at + longestAt(plain, at, words));
	return inPieces(signs, isMarked);
}

const longestAt = (plain: readonly string[], at: number, words: readonly string[]): number =>
	Math.max(
		0,
		...words
			.map((word) => [...word])
			.filter((word) => word.every((sign, i) => plain[at + i] === sign))
			.map(({ length }) => length)
	);

function inPieces(signs: readonly string[], isMarked: readonly boolean[]): Piece[] {
	const pieces: Piece[] = [];
	signs.forEach((sign, at) => {
		const last = pieces.at(-1);
		if (last?.isMarked === isMarked[at]) last!.text += sign;
		else pieces.push({ text: sign, isMarked: isMarked[at]! });
	});
	return pieces;
}
