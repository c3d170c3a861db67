import { setTimeout } from 'node:timers/promises';
import { passes } from '../db/passing-fault';

/** Together with the patience of the pool well within the lease of a claim. */
const PAUSES_MS = [500, 1_000, 4_000, 10_000];

/**
 * For what must be written down because it happened outside: begun again a few times when there is no
 * connection to be had, or when somebody holds a row of it for long. It may have been committed when one was lost, so it must change nothing twice.
 */
export async function onceAvailable<T>(work: () => Promise<T>): Promise<T> {
	for (const pause of PAUSES_MS) {
		try {
			return await work();
		} catch (error) {
			if (!passes(error)) throw error;
			await setTimeout(pause);
		}
	}
	return work();
}
