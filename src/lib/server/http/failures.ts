const WINDOW_MS = 60_000;
/** Unbelieved requests from one address in a minute. */
export const MOST_FAILURES = 30;
/** Who fails from more addresses than that has them forgotten in turn, oldest first. */
const MOST_ADDRESSES = 10_000;

const seen = new Map<string, { since: number; count: number }>();

/** Whether this address was not believed so often that it is not listened to for a while. */
export const failsTooOften = (address: string, at = performance.now()): boolean =>
	countIn(address, at) >= MOST_FAILURES;

export function countFailure(address: string, at = performance.now()): void {
	const count = countIn(address, at) + 1;
	if (count > 1) return void (seen.get(address)!.count = count);
	seen.delete(address);
	if (seen.size >= MOST_ADDRESSES) seen.delete(seen.keys().next().value!);
	seen.set(address, { since: at, count });
}

function countIn(address: string, at: number): number {
	const known = seen.get(address);
	return known && at - known.since < WINDOW_MS ? known.count : 0;
}
