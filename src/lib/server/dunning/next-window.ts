import { Temporal } from 'temporal-polyfill';
import { addDays, minuteOfDayAt, workingDayFrom, type WorkingCalendar } from '$lib/domain/calendar';
import type { DunningFacts } from '$lib/domain/dunning/decision';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/**
 * The next instant at which the organisation's working day, sending days and hours allow a message,
 * and at which a contact further west is awake too.
 */
export function nextWindow(
	{ now, today, scope }: Pick<Unit<Scope>, 'now' | 'today' | 'scope'>,
	{ calendar, policy, contacts }: Pick<DunningFacts, 'calendar' | 'policy' | 'contacts'>
): Date {
	const minute = minuteOfDayAt(now, scope.timeZone);
	const opens = policy.sendFromMinute + lagOf(contacts, minute, policy);
	const from = minute < opens ? today : addDays(today, 1);
	const day = workingDayFrom(from, sendingCalendar(calendar, policy));
	const plainTime = Temporal.PlainTime.from({ hour: Math.floor(opens / 60), minute: opens % 60 });
	return new Date(
		Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: scope.timeZone, plainTime })
			.epochMilliseconds
	);
}

const DAY = 1440;

/** Minutes the latest riser of the contacts is behind the organisation; 0 when their hours never meet ours. */
function lagOf(
	contacts: DunningFacts['contacts'],
	ours: number,
	{ sendFromMinute, sendUntilMinute }: DunningFacts['policy']
): number {
	const behind = contacts
		.flatMap(({ minuteOfDay }) => minuteOfDay ?? [])
		.map((theirs) => (((ours - theirs) % DAY) + DAY) % DAY)
		.filter((minutes) => sendFromMinute + minutes < sendUntilMinute);
	return Math.max(0, ...behind);
}

/** Worked days that are also days of sending. */
const sendingCalendar = (
	calendar: WorkingCalendar,
	{ sendWeekdays }: DunningFacts['policy']
): WorkingCalendar =>
	sendWeekdays
		? {
				...calendar,
				weekdays: calendar.weekdays.filter((weekday) => sendWeekdays.includes(weekday))
			}
		: calendar;
