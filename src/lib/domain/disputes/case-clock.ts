import {
	workingDayFrom,
	workingDaysBetween,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';
import {
	dayAfterWaits,
	givenNow,
	waitedDays,
	waitsIn,
	type DeadlineFacts,
	type GivenDay,
	type Wait
} from './deadlines';

/** From the end of its first day to the end of its last one. */
export interface Interval {
	/** Paused: the customer was waited for. */
	readonly kind: 'counted' | 'paused';
	readonly from: LocalDate;
	readonly until: LocalDate;
	/** Worked days in it. */
	readonly days: number;
}

/** How the day a case is to be answered by comes about. */
export interface CaseClock {
	readonly intervals: readonly Interval[];
	/** Of all that counts. */
	readonly days: number;
	readonly pausedDays: number;
	readonly dueOn: LocalDate;
}

/** Null: nothing is promised any more. */
export function clockOf(facts: DeadlineFacts): CaseClock | null {
	const given = givenNow(facts);
	return given && clockFrom(given, waitsIn(facts.transitions, facts.today), facts.calendar);
}

/** The same days as `dayAfterWaits`, told one after the other. */
export function clockFrom(
	{ dueOn: on, setOn }: GivenDay,
	waits: readonly Wait[],
	calendar: WorkingCalendar
): CaseClock {
	const dueOn = dayAfterWaits({ on, setOn }, waits, calendar);
	const pauses = pausesIn({ on, setOn }, waits, calendar);
	const intervals = withCounted(workingDayFrom(setOn, calendar), pauses, dueOn, calendar);
	const sum = (kind: Interval['kind']) =>
		intervals.reduce((days, one) => days + (one.kind === kind ? one.days : 0), 0);
	return { intervals, dueOn, days: sum('counted'), pausedDays: sum('paused') };
}

/** A question asked once the day, as it stood then, had gone by pauses nothing. */
function pausesIn(
	{ on, setOn }: { on: LocalDate; setOn: LocalDate },
	waits: readonly Wait[],
	calendar: WorkingCalendar
): Interval[] {
	const before = (place: number) => dayAfterWaits({ on, setOn }, waits.slice(0, place), calendar);
	const late = waits.findIndex(({ from }, place) => latest(from, setOn) > before(place));
	return (late < 0 ? waits : waits.slice(0, late)).flatMap(({ from, until }) => {
		const days = waitedDays(latest(from, setOn), until, calendar);
		const first = workingDayFrom(latest(from, setOn), calendar);
		const last = workingDayFrom(until, calendar);
		return days > 0 ? [{ kind: 'paused' as const, from: first, until: last, days }] : [];
	});
}

function withCounted(
	start: LocalDate,
	pauses: readonly Interval[],
	dueOn: LocalDate,
	calendar: WorkingCalendar
): Interval[] {
	const ends = [start, ...pauses.map(({ until }) => until)];
	const counted = ends.map((from, place) => {
		const until = pauses[place]?.from ?? dueOn;
		return {
			kind: 'counted' as const,
			from,
			until,
			days: workingDaysBetween(from, until, calendar)
		};
	});
	return counted
		.flatMap((one, place) => [one, pauses[place]])
		.filter((one): one is Interval => one !== undefined && one.days > 0);
}

const latest = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);
