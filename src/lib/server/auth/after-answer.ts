import { log } from '../log';

const underWay = new Set<Promise<void>>();

/** Work nobody waits for, so that how long the answer takes tells nothing of what it found. */
export function afterAnswer(event: string, work: () => Promise<void>): void {
	const started = work()
		.catch((error: unknown) => log('error', event, { error }))
		.finally(() => underWay.delete(started));
	underWay.add(started);
}

/** Before the process ends, and in tests. */
export async function answeredWork(): Promise<void> {
	await Promise.all(underWay);
}
