import {
	addDays,
	isWorkingDay,
	minuteOfDayAt,
	workingDayFrom,
	type LocalDate
} from '$lib/domain/calendar';
import { sendDays } from '$lib/domain/dunning/sending-calendar';
import { hoursState, type HoursState } from '$lib/domain/dunning/sending-hours';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { organisationOf, workingCalendarOf } from '../settings/queries';

export interface HoursOnDay {
	fromMinute: number;
	untilMinute: number;
	/** Null for another day than today: its hours are all to come, or all gone. */
	now: HoursState | null;
	/** Nothing leaves on such a day, at whatever hour. */
	workingDay: boolean;
	/** When nothing leaves today any more, the next day on which something does. */
	nextOn: LocalDate;
}

/** When the messages of a day leave. */
export async function sendingHoursOn(unit: Unit<InsideScope>, on: LocalDate): Promise<HoursOnDay> {
	const {
		sendFromMinute: fromMinute,
		sendUntilMinute: untilMinute,
		sendWeekdays
	} = await organisationOf(unit);
	const calendar = sendDays(await workingCalendarOf(unit), sendWeekdays);
	const minute = minuteOfDayAt(unit.now, unit.scope.timeZone);
	return {
		fromMinute,
		untilMinute,
		now: on === unit.today ? hoursState({ fromMinute, untilMinute }, minute) : null,
		workingDay: isWorkingDay(on, calendar),
		nextOn: workingDayFrom(addDays(on, 1), calendar)
	};
}
