/** The same seed gives the same demo on every machine: Math.random cannot be seeded. */
export interface Random {
	/** From 0 up to, not including, 1. */
	next(): number;
	/** Both ends included. */
	int(min: number, max: number): number;
	pick<T>(list: readonly T[]): T;
	chance(probability: number): boolean;
}

export function makeRandom(seed: number): Random {
	const next = mulberry32(seed);
	const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
	return {
		next,
		int,
		pick: <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T,
		chance: (probability) => next() < probability
	};
}

function mulberry32(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
