import { localDateAt, minuteOfDayAt, type LocalDate } from '$lib/domain/calendar';
import type { Attempt } from '$lib/server/delivery/outcome';
import type { Random } from '$lib/server/db/seed/random';
import { callOffStale, plan } from './engine';
import type { Instant } from './facts';
import { bodyTaken, claim, giveUpLostClaims, isDue, settle, type Claimed } from './sending';
import type { Store } from './store';
import type { World } from './world';

export interface Place {
	world: World;
	store: Store;
	random: Random;
	/** Moves between any two steps of a worker. */
	clock: { ms: number };
	/** Days whose run came to its end. */
	completed: Set<string>;
}

export function instantIn({ world: { rules }, clock }: Place): Instant {
	const now = new Date(clock.ms);
	const minute = minuteOfDayAt(now, rules.timeZone);
	return { now, today: localDateAt(now, rules.timeZone), minute };
}

/** Where a worker stands: between any two of these another one may go on, or this one may die. */
export type Point =
	| 'woken'
	| 'run_opened'
	| 'customer_planned'
	| 'before_claim'
	| 'claimed'
	| 'half_body'
	| 'body_taken'
	| 'answered'
	| 'settled';

/** One tick of a replica, as `tick()` and `deliverDue()` do it. */
export function* worker(place: Place): Generator<Point, void> {
	yield 'woken';
	if (isOpen(place)) yield* run(place);
	giveUpLostClaims(place.store, instantIn(place));
	for (const id of dueIn(place)) {
		yield 'before_claim';
		const claimed = claim(place.world, place.store, id, instantIn(place));
		if (!claimed) continue;
		yield 'claimed';
		const attempt = yield* send(place, claimed);
		yield 'answered';
		settle(place.store, place.world.customers, claimed, attempt, instantIn(place));
		yield 'settled';
		if (attempt.kind === 'unreachable') return;
	}
}

function isOpen(place: Place): boolean {
	const { sendFromMinute, sendUntilMinute } = place.world.rules;
	const minute = instantIn(place).minute ?? 0;
	return sendFromMinute <= minute && minute < sendUntilMinute;
}

/** The day of a run is that of its beginning, also for the customers it looks at after midnight. */
function* run(place: Place): Generator<Point, void> {
	const { store, world } = place;
	const { today: day } = instantIn(place);
	openRun(store, day);
	yield 'run_opened';
	callOffStale(world, store, onDay(instantIn(place), day));
	for (const customer of world.customers) {
		plan(world, store, customer, onDay(instantIn(place), day));
		yield 'customer_planned';
	}
	place.completed.add(day);
}

const onDay = (at: Instant, day: LocalDate): Instant =>
	at.today === day ? at : { ...at, today: day, minute: null };

function openRun({ journal: { runs, wakeDays }, flaw }: Store, on: LocalDate): void {
	if (!wakeDays.has(on) || flaw === 'two_runs') runs.push({ on });
	wakeDays.add(on);
}

const dueIn = (place: Place): string[] => {
	const { store } = place;
	const at = instantIn(place);
	return store.deliveries.filter((row) => isDue(store, row, at)).map(({ id }) => id);
};

const OUTAGE_MS = 9 * 86_400_000;

/** The mail server, on a good day and on others. */
function* send(place: Place, claimed: Claimed): Generator<Point, Attempt> {
	const { store, random, clock } = place;
	if (random.chance(0.02)) store.outageUntil = clock.ms + random.next() ** 3 * OUTAGE_MS;
	if (clock.ms < store.outageUntil) return { kind: 'unreachable', response: 'ECONNREFUSED' };
	if (random.chance(0.04)) return refused('550 no such mailbox', true);
	yield 'half_body';
	if (random.chance(0.05)) return { kind: 'silent', response: 'cut before the dot' };
	if (random.chance(0.08)) return refused('451 try again', false);
	bodyTaken(store, claimed);
	yield 'body_taken';
	if (random.chance(0.06)) return { kind: 'silent', response: 'cut after the dot' };
	return { kind: 'accepted', response: '250 queued' };
}

const refused = (response: string, permanent: boolean): Attempt => ({
	kind: 'refused',
	response,
	permanent,
	ofRecipient: permanent
});
