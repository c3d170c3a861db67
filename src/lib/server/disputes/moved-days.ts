import { hash } from 'node:crypto';
import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { LocalDate, WorkingCalendar } from '$lib/domain/calendar';
import { promisedDayOf } from '$lib/domain/disputes/deadlines';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { workingCalendarOf } from '../settings/queries';
import { deadlinesOf, type DeadlinesOf } from './deadline-facts';

/** Open cases that moved and whose day nobody worked out since, for today and by this calendar: by the rule, now. */
export async function staleDeadlines(unit: Unit<Scope>): Promise<DeadlinesOf> {
	const ids = await unit.tx
		.select({ id: queueCase.id })
		.from(queueCase)
		.where(isStale(unit, keyOf(await workingCalendarOf(unit))));
	return deadlinesOf(
		unit,
		ids.map(({ id }) => id)
	);
}

export const isStale = ({ scope, today }: Unit<Scope>, calendarKey: string): SQL | undefined =>
	and(
		eq(queueCase.organisationId, scope.organisationId),
		eq(queueCase.hasMoved, true),
		inArray(queueCase.status, ACTIVE_STATUSES),
		sql`(${queueCase.promisedOn} is null or ${queueCase.promisedAsOf} <> ${today} or ${queueCase.promisedCalendar} <> ${calendarKey})`
	);

/** Two calendars with the same key count the same days. */
export const keyOf = ({ weekdays, closed }: WorkingCalendar): string =>
	hash('sha256', JSON.stringify([weekdays, [...closed].sort()]), 'hex').slice(0, 16);

/** To join: the days of those that are not worked out, so that a list can be cut and sorted by the same rule. */
export function movedDays(stale: DeadlinesOf) {
	const ids = `{${[...stale.keys()].join(',')}}`;
	const days = `{${[...stale.values()].map(promisedDayOf).join(',')}}`;
	return sql`(select * from unnest(${ids}::uuid[], ${days}::date[]) as m (id, day)) moved_day`;
}

export const isMoved = sql`moved_day.id = ${queueCase.id}`;

/** The promised day of a case of the queue. */
export const promisedDay = (stale: DeadlinesOf): SQL<LocalDate> =>
	stale.size > 0
		? sql<LocalDate>`coalesce(moved_day.day, ${queueCase.promisedOn}, ${queueCase.answerDueOn})`
		: sql<LocalDate>`coalesce(${queueCase.promisedOn}, ${queueCase.answerDueOn})`;
