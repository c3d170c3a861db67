import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { makeRandom } from '$lib/server/db/seed/random';
import { emptyJournal, type Journal } from '../journal';
import { person } from './person';
import type { Flaw, Store } from './store';
import { somethingHappens } from './verbs';
import { instantIn, worker, type Place, type Point } from './worker';
import { DAYS, FIRST_DAY, makeWorld, visibleOn, type World } from './world';

export interface Life {
	journal: Journal;
	/** How often a worker died at each point. */
	deaths: Map<Point, number>;
}

/** A year of an organisation; the same seed gives the same year, minute by minute. */
export function liveYear(seed: number, flaw: Flaw | null = null): Life {
	const random = makeRandom(seed);
	const world = makeWorld(random);
	const journal = emptyJournal(world.rules);
	const store: Store = { notices: [], deliveries: [], journal, flaw, outageUntil: 0, serial: 0 };
	const place: Place = { world, store, random, clock: { ms: 0 }, completed: new Set() };
	const deaths = new Map<Point, number>();
	for (let day = 0; day < DAYS; day++) liveDay(place, addDays(FIRST_DAY, day), deaths);
	return { journal, deaths };
}

function liveDay(place: Place, day: LocalDate, deaths: Life['deaths']): void {
	const { random, world } = place;
	const { timeZone, sendFromMinute, sendUntilMinute } = world.rules;
	const minutes = [random.int(0, 1439), random.int(sendFromMinute, sendUntilMinute - 1)];
	for (const minute of minutes.sort((a, b) => a - b)) {
		// A worker of this morning may still be at it: the clock never goes back.
		place.clock.ms = Math.max(place.clock.ms, instantOf(day, minute, timeZone));
		const crashed = replicas(place, random.int(1, 2), deaths);
		if (crashed) finish(place);
		if (random.chance(0.3)) person(place);
	}
	lookBack(place, day);
}

/** In the night the clock changes, the hour that does not exist is the next one, as everywhere. */
const instantOf = (day: string, minute: number, timeZone: string): number =>
	Temporal.PlainDate.from(day).toZonedDateTime({
		timeZone,
		plainTime: { hour: Math.floor(minute / 60), minute: minute % 60 }
	}).epochMilliseconds;

/** Workers go on in any order, customers act meanwhile, and some workers die. True when one did. */
function replicas(place: Place, count: number, deaths: Life['deaths']): boolean {
	const alive = Array.from({ length: count }, () => worker(place));
	let hasDied = false;
	while (alive.length > 0) {
		const one = place.random.pick(alive);
		const { done, value } = one.next();
		const dies = !done && place.random.chance(0.02);
		if (dies) deaths.set(value, (deaths.get(value) ?? 0) + 1);
		if (done || dies) alive.splice(alive.indexOf(one), 1);
		hasDied ||= dies;
		meanwhile(place);
	}
	return hasDied;
}

/** Mostly a second; now and then longer than a lease. */
function meanwhile(place: Place): void {
	const { random, clock, world } = place;
	clock.ms += random.chance(0.01) ? random.int(5, 40) * 60_000 : random.int(1, 2_000);
	if (random.chance(0.008)) somethingHappens(world, instantIn(place).today, random);
}

/** The next tick finds a healthy replica. */
function finish(place: Place): void {
	Array.from(worker(place));
}

/** What somebody who looks at the screens in the evening sees. */
function lookBack({ world, store, clock, completed }: Place, on: LocalDate): void {
	const { journal } = store;
	if (completed.has(on)) undecided(world, journal, on);
	for (const { id, status, response, leaseUntil } of store.deliveries.slice(-RECENT))
		journal.rows.push({
			deliveryId: id,
			on,
			seenAt: new Date(clock.ms),
			status,
			messageId: `<${id}@simulation>`,
			response,
			leaseUntil: leaseUntil === null ? null : new Date(leaseUntil)
		});
}

/** Older mails have been seen often enough. */
const RECENT = 5;
const MOST_LOOKS = 60;

/** Nobody paid enough to owe nothing is left without a word about why. */
function undecided(world: World, journal: Journal, on: LocalDate): void {
	const lately = journal.days.slice(-MOST_LOOKS).filter((day) => day.on === on);
	const decided = new Set(lately.map(({ customerId }) => customerId));
	for (const customer of world.customers)
		if (!decided.has(customer.id) && visibleOn(customer, on).length > 0)
			journal.days.push({ customerId: customer.id, on, outcome: null, reasons: [] });
}
