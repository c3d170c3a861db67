/** Knocks a minute at one door, in this process: a provider reports as many messages as he was given. */
const MOST = 600;
const MINUTE = 60_000;
/** Doors remembered; beyond it all are forgotten at once, so that guessing costs no memory. */
const DOORS = 1_000;

const knocks = new Map<string, { since: number; count: number }>();

export function mayKnock(door: string, at = performance.now()): boolean {
	const last = knocks.get(door);
	if (last && at - last.since < MINUTE) return ++last.count <= MOST;
	if (knocks.size >= DOORS) knocks.clear();
	knocks.set(door, { since: at, count: 1 });
	return true;
}
