const WAITS = [5, 15, 60, 240];

/** Minutes until a digest that could not be put so often in a row is tried again: before the next worked day in any case. */
export const digestAgainIn = (failures: number): number =>
	WAITS[Math.min(Math.max(failures, 1), WAITS.length) - 1]!;
