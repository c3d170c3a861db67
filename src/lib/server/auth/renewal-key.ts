import type { Unit } from '../db/client';
import { isInOutbox } from '../delivery/outbox-queries';
import { hashOf } from './hash';
import type { SystemScope } from './scope';

/** Fresh links one person may be mailed within an hour. */
const PER_HOUR = 3;
const HOUR = 3_600_000;

/** The next of the keys of this hour; null when all are used. Two requests at once take the same one, and one mail leaves. */
export async function freeKey(
	unit: Unit<SystemScope>,
	holder: string,
	most = PER_HOUR
): Promise<string | null> {
	const hour = Math.floor(unit.now.getTime() / HOUR);
	for (let number = 1; number <= most; number++) {
		const key = `new-link:${hashOf(holder)}:${hour}:${number}`;
		if (!(await isInOutbox(unit, key))) return key;
	}
	return null;
}

/** What became of a wish for a fresh link: `over` once the case waits for whoever asks no more. */
export type Renewal = 'mailed' | 'enough' | 'over';
