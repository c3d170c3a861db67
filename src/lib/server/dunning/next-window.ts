import { Temporal } from 'temporal-polyfill';
import { addDays, minuteOfDayAt, workingDayFrom } from '$lib/domain/calendar';
import type { DunningFacts } from '$lib/domain/dunning/decision';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';

/** The next instant at which the organisation's working day and hours allow a message. */
export function nextWindow(
	{ now, today, scope }: Pick<Unit<Scope>, 'now' | 'today' | 'scope'>,
	{ calendar, policy }: DunningFacts
): Date {
	const before = minuteOfDayAt(now, scope.timeZone) < policy.sendFromMinute;
	const day = workingDayFrom(before ? today : addDays(today, 1), calendar);
	const plainTime = Temporal.PlainTime.from({
		hour: Math.floor(policy.sendFromMinute / 60),
		minute: policy.sendFromMinute % 60
	});
	return new Date(
		Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: scope.timeZone, plainTime })
			.epochMilliseconds
	);
}
