import type { Violation } from './checkers';

export type Layer = 'fast' | 'real';

/** One line a person can act on: what broke, and how to see it again. */
export const failure = (layer: Layer, seed: number, { on, checker, detail }: Violation): string =>
	`seed ${seed}, day ${on}: ${checker}: ${detail}\n  again: npm run simulate -- --seeds 1 --from ${seed} --layer ${layer}`;

/** The seeds asked for on the command line, else those of `npm test`. */
export function seedsOf(layer: Layer, usual: { from: number; count: number }): number[] {
	const { SIMULATE_SEEDS, SIMULATE_FROM, SIMULATE_LAYER } = process.env;
	if (SIMULATE_LAYER && SIMULATE_LAYER !== layer) return [];
	const count = SIMULATE_SEEDS ? Number(SIMULATE_SEEDS) : usual.count;
	const from = SIMULATE_FROM ? Number(SIMULATE_FROM) : usual.from;
	return Array.from({ length: count }, (_, index) => from + index);
}
