import { Temporal } from 'temporal-polyfill';
import {
	addDays,
	daysBetween,
	isWorkingDay,
	workingDayFrom,
	type LocalDate,
	type WorkingCalendar
} from '$lib/domain/calendar';

/** The instant at which a clock on the wall of that time zone shows `minute` of that day. */
export function instantAt(day: LocalDate, minute: number, timeZone: string): Date {
	const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 };
	const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime });
	return new Date(local.epochMilliseconds);
}

/** `day` itself when it is worked, else the last worked day before it. */
function workdayUpTo(day: LocalDate, calendar: WorkingCalendar): LocalDate {
	let found = day;
	while (!isWorkingDay(found, calendar)) found = addDays(found, -1);
	return found;
}

/** `count` days from `first` to `last`, both ends included, office days in between. */
export function spread(
	first: LocalDate,
	last: LocalDate,
	count: number,
	calendar: WorkingCalendar
): LocalDate[] {
	const span = daysBetween(first, last);
	return Array.from({ length: count }, (_, index) => {
		const day = addDays(first, Math.floor((span * index) / Math.max(1, count - 1)));
		const worked = workdayUpTo(day, calendar);
		if (index === 0) return first;
		return worked < first ? workingDayFrom(first, calendar) : worked;
	});
}
