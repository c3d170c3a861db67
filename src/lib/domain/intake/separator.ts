import type { ImportMapping } from './mapping';

export type Separator = ImportMapping['separator'];
const SEPARATORS: readonly Separator[] = [';', ',', '\t', '|'];
const SAMPLE_LINES = 30;

/** The sign that cuts the first lines into the same number of columns, and into the most of them. */
export function detectSeparator(text: string): { separator: Separator; sure: boolean } {
	const scores = SEPARATORS.map((separator) => ({ separator, score: score(text, separator) })).sort(
		(a, b) => b.score - a.score
	);
	const [best, second] = scores;
	if (!best || best.score === 0) return { separator: ',', sure: false };
	return { separator: best.separator, sure: best.score > (second?.score ?? 0) };
}

function score(text: string, separator: Separator): number {
	const counts = separatorsPerLine(text, separator);
	const [header = 0] = counts;
	if (header === 0) return 0;
	const agreeing = counts.filter((count) => count === header).length;
	return (agreeing / counts.length) * 100 + header;
}

/** Outside quotes only: a name may hold a comma. */
function separatorsPerLine(text: string, separator: Separator): number[] {
	const counts: number[] = [];
	let quoted = false;
	let count = 0;
	let blank = true;
	for (const sign of text.slice(0, 64_000)) {
		if (sign === '"') quoted = !quoted;
		else if (sign === '\n' && !quoted) {
			if (!blank && counts.push(count) >= SAMPLE_LINES) return counts;
			[count, blank] = [0, true];
			continue;
		} else if (sign === separator && !quoted) count++;
		blank = blank && /\s/.test(sign);
	}
	return blank ? counts : [...counts, count];
}
