/** Rows a statement handles at most: each ends well within its time limit, in bounded memory. */
export const CHUNK = 1000;

export function* chunks<T>(all: readonly T[]): Generator<T[]> {
	for (let at = 0; at < all.length; at += CHUNK) yield all.slice(at, at + CHUNK);
}

/** The answers of one query per thousand values, together. */
export async function inChunks<T, R>(
	all: readonly T[],
	query: (part: T[]) => Promise<R[]>
): Promise<R[]> {
	const found: R[] = [];
	for (const part of chunks(all)) found.push(...(await query(part)));
	return found;
}
