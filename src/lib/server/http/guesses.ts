import { machineNow } from '../clock';

const WINDOW_MS = 60_000;
/** Different links that open nothing, from one address in a minute. */
export const MOST_MISSES = 20;
/** Who guesses from more addresses than that has them forgotten in turn, oldest first. */
const MOST_ADDRESSES = 10_000;

interface Misses {
	since: number;
	tokens: Set<string>;
}
const seen = new Map<string, Misses>();

/**
 * One more link from this address that was never made: true when it has tried too many. The same one
 * again is somebody's old bookmark and no guess; a link that opens is never counted nor refused, so that
 * one person's mistyping closes nothing for an office behind one address.
 */
export function guessesTooMuch(
	address: string,
	token: string,
	at = machineNow().getTime()
): boolean {
	const { tokens } = inWindow(address, at);
	if (tokens.size >= MOST_MISSES && !tokens.has(token)) return true;
	tokens.add(token);
	return false;
}

function inWindow(address: string, at: number): Misses {
	const known = seen.get(address);
	if (known && at - known.since < WINDOW_MS) return known;
	seen.delete(address);
	if (seen.size >= MOST_ADDRESSES) seen.delete(seen.keys().next().value!);
	const fresh = { since: at, tokens: new Set<string>() };
	seen.set(address, fresh);
	return fresh;
}
