/** A day without a time zone, `YYYY-MM-DD`. Due dates are days, never instants. */
export type LocalDate = string & { readonly __localDate: true };

/** Between the same time of two days in UTC; a day of somebody's own zone may be an hour longer or shorter. */
export const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Null when the text is not a day that exists (`2026-02-31`). */
export function parseLocalDate(text: string): LocalDate | null {
	const match = SHAPE.exec(text);
	if (!match) return null;
	const back = new Date(Date.UTC(+match[1]!, +match[2]! - 1, +match[3]!))
		.toISOString()
		.slice(0, 10);
	return back === text ? (text as LocalDate) : null;
}

/** @throws RangeError when the text is not a day that exists. */
export function localDate(text: string): LocalDate {
	const date = parseLocalDate(text);
	if (!date) throw new RangeError(`not a date: ${text}`);
	return date;
}

/** The day it is at `instant` for somebody in `timeZone` (IANA name). */
export function localDateAt(instant: Date, timeZone: string): LocalDate {
	return dayFormat(timeZone).format(instant) as LocalDate;
}

/** The latest day it is anywhere at `instant`: of somebody who may be far east of us, no later one is true. */
export const latestDayAt = (instant: Date): LocalDate => localDateAt(instant, FARTHEST_EAST);
/** UTC+14: no clock is ahead of it. */
const FARTHEST_EAST = 'Pacific/Kiritimati';

/** Minutes since midnight at `instant` for somebody in `timeZone`. */
export function minuteOfDayAt(instant: Date, timeZone: string): number {
	const [hour = 0, minute = 0] = timeFormat(timeZone).format(instant).split(':').map(Number);
	return (hour % 24) * 60 + minute;
}

/** How many minutes the clock in `timeZone` is ahead of the one in `ours`, around the noon of a day. */
export function minutesAhead(timeZone: string, ours: string, day: LocalDate): number {
	const noon = new Date(`${day}T12:00:00Z`);
	const [theirs, own] = [localDateAt(noon, timeZone), localDateAt(noon, ours)];
	return (
		minuteOfDayAt(noon, timeZone) - minuteOfDayAt(noon, ours) + daysBetween(own, theirs) * 1440
	);
}

/** Known to this machine as the name of a time zone (IANA). */
export function isTimeZone(text: string): boolean {
	try {
		return text !== '' && Boolean(dayFormat(text));
	} catch {
		return false;
	}
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();
const timeFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
	// sv-SE writes ISO days.
	const format =
		dayFormats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
	dayFormats.set(timeZone, format);
	return format;
}

function timeFormat(timeZone: string): Intl.DateTimeFormat {
	const format =
		timeFormats.get(timeZone) ??
		new Intl.DateTimeFormat('en-GB', {
			timeZone,
			hour: '2-digit',
			minute: '2-digit',
			hourCycle: 'h23'
		});
	timeFormats.set(timeZone, format);
	return format;
}

/** The same few thousand days are asked for again and again: each is worked out once. */
const epochDays = new Map<LocalDate, number>();
const days = new Map<number, LocalDate>();

function toEpochDay(date: LocalDate): number {
	const known = epochDays.get(date);
	if (known !== undefined) return known;
	const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
	return remember(epochDays, date, day);
}

function fromEpochDay(day: number): LocalDate {
	const known = days.get(day);
	if (known !== undefined) return known;
	return remember(days, day, new Date(day * DAY_MS).toISOString().slice(0, 10) as LocalDate);
}

/** A file full of strange dates shall not fill the memory. */
function remember<K, V>(known: Map<K, V>, key: K, value: V): V {
	if (known.size > 20_000) known.clear();
	known.set(key, value);
	return value;
}

/** Calendar days; negative goes back. */
export const addDays = (date: LocalDate, days: number): LocalDate =>
	fromEpochDay(toEpochDay(date) + days);

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
	toEpochDay(to) - toEpochDay(from);

/** Monday 1 … Sunday 7 (ISO 8601). */
export const weekday = (date: LocalDate): number => ((((toEpochDay(date) + 3) % 7) + 7) % 7) + 1;

export const endOfMonth = (date: LocalDate): LocalDate => {
	const [year = 0, month = 0] = date.split('-').map(Number);
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as LocalDate;
};

/** Days on which a company works: weekdays that are neither public holidays nor its own closures. */
export interface WorkingCalendar {
	/** ISO weekdays worked, usually 1 to 5. */
	readonly weekdays: readonly number[];
	/** Public holidays and company closures. */
	readonly closed: ReadonlySet<string>;
}

export const isWorkingDay = (date: LocalDate, calendar: WorkingCalendar): boolean =>
	calendar.weekdays.includes(weekday(date)) && !calendar.closed.has(date);

/** `date` itself when it is worked, else the next day that is. */
export function workingDayFrom(date: LocalDate, calendar: WorkingCalendar): LocalDate {
	let day = date;
	// Ten years without a working day is a broken calendar, not a loop to finish.
	for (let i = 0; i < 3660 && !isWorkingDay(day, calendar); i++) day = addDays(day, 1);
	return day;
}

/** The day `days` working days after `date` (0 = the next working day from `date` on). */
export function addWorkingDays(
	date: LocalDate,
	days: number,
	calendar: WorkingCalendar
): LocalDate {
	let day = workingDayFrom(date, calendar);
	for (let i = 0; i < days; i++) day = workingDayFrom(addDays(day, 1), calendar);
	return day;
}

/** The day `days` working days before `date`, which is worked. */
export function subtractWorkingDays(
	date: LocalDate,
	days: number,
	calendar: WorkingCalendar
): LocalDate {
	let day = date;
	for (let left = days, tries = 0; left > 0 && tries < 3660; tries++) {
		day = addDays(day, -1);
		if (isWorkingDay(day, calendar)) left--;
	}
	return day;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(
	from: LocalDate,
	to: LocalDate,
	calendar: WorkingCalendar
): number {
	if (to <= from) return 0;
	const [after, until] = [toEpochDay(from), toEpochDay(to)];
	// Counted by weekday, not day after day: a list of cases a year late asks for fifty years of days.
	let count = 0;
	for (const worked of new Set(calendar.weekdays))
		count += weeksTo(until, worked) - weeksTo(after, worked);
	for (const day of calendar.closed)
		if (day > from && day <= to && calendar.weekdays.includes(weekday(day as LocalDate))) count--;
	return count;
}

/** How often it was this weekday up to a day, from the first one on. */
const weeksTo = (day: number, on: number): number => Math.floor((day + 4 - on) / 7);
