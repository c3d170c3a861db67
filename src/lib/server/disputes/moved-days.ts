import { hash } from 'node:crypto';
import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { deadlinesIn, nextDeadline } from '$lib/domain/disputes/case-deadlines';
import type { Terms } from '$lib/domain/disputes/deadline-terms';
import { promisedDayOf } from '$lib/domain/disputes/deadlines';
import { ACTIVE_STATUSES } from '$lib/domain/disputes/lifecycle';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { workingCalendarOnce } from '../settings/queries';
import { deadlinesOf, type Facts } from './deadline-facts';
import { deadlineTerms, termsSaid } from './deadline-terms';

/** What the queue sorts and cuts a case by. */
export interface CaseDays {
	promisedOn: LocalDate;
	/** The next of its deadlines, and from when on it is in danger. */
	dueOn: LocalDate | null;
	warnOn: LocalDate | null;
}
export type DaysOf = ReadonlyMap<string, CaseDays>;

/** With new terms or another calendar all of them are stale at once: nobody waits for more than these. */
const MOST_STALE = 500;

/**
 * Of open cases whose days nobody worked out since they changed, for today and by these terms: by the rule, now.
 * Of more than can be waited for, those that have no day yet; the others keep the ones they have until the engine
 * has been there.
 */
export async function staleDays(unit: Unit<InsideScope>, most = MOST_STALE): Promise<DaysOf> {
	const stale = await unit.tx
		.select({ id: queueCase.id, promisedOn: queueCase.promisedOn })
		.from(queueCase)
		.where(isStale(unit, await keyNow(unit)))
		.orderBy(sql`${queueCase.promisedOn} is not null`, asc(queueCase.id))
		.limit(most + 1);
	const asked =
		stale.length <= most ? stale : stale.filter(({ promisedOn }) => promisedOn === null);
	const facts = await deadlinesOf(
		unit,
		asked.slice(0, most).map(({ id }) => id)
	);
	const termsOf = await deadlineTerms(unit);
	return new Map([...facts].map(([id, one]) => [id, daysBy(one, termsOf(one))]));
}

export function daysBy(facts: Facts, terms: Terms): CaseDays {
	const next = nextDeadline(deadlinesIn(facts, terms));
	return {
		promisedOn: promisedDayOf(facts),
		...{ dueOn: next?.dueOn ?? null, warnOn: next?.warnOn ?? null }
	};
}

export const isStale = ({ scope, today }: Unit<InsideScope>, key: string): SQL | undefined =>
	and(
		eq(queueCase.organisationId, scope.organisationId),
		inArray(queueCase.status, ACTIVE_STATUSES),
		daysAreStale(today, key)
	);

/** Of an open case. */
export const daysAreStale = (today: LocalDate, key: string): SQL<boolean> =>
	sql`(${queueCase.promisedOn} is null or coalesce(${queueCase.promisedAsOf} <> ${today}, false) or coalesce(${queueCase.promisedCalendar} <> ${key}, false))`;

/** Days that were worked out with the same key are the same: by the same calendar and the same terms. */
export async function keyNow(unit: Unit<InsideScope>): Promise<string> {
	const { weekdays, closed } = await workingCalendarOnce(unit);
	const said = [weekdays, [...closed].sort(), await termsSaid(unit)];
	return hash('sha256', JSON.stringify(said), 'hex').slice(0, 16);
}

/** To join: the days of those that are not worked out, so that a list can be cut and sorted by the same rule. */
export function movedDays(stale: DaysOf) {
	const ids = `{${[...stale.keys()].join(',')}}`;
	const listed = (name: keyof CaseDays) =>
		`{${[...stale.values()].map((days) => days[name] ?? 'null').join(',')}}`;
	return sql`(select * from unnest(${ids}::uuid[], ${listed('promisedOn')}::date[], ${listed('dueOn')}::date[], ${listed('warnOn')}::date[]) as m (id, day, due_on, warn_on)) moved_day`;
}

export const isMoved = sql`moved_day.id = ${queueCase.id}`;

/** The promised day of a case of the queue. */
export const promisedDay = (stale: DaysOf): SQL<LocalDate> =>
	stale.size > 0
		? sql<LocalDate>`coalesce(moved_day.day, ${queueCase.promisedOn}, ${queueCase.answerDueOn})`
		: sql<LocalDate>`coalesce(${queueCase.promisedOn}, ${queueCase.answerDueOn})`;

/** Days of the next deadline of a case of the queue; null where none runs. */
export const dueDay = (stale: DaysOf): SQL<LocalDate | null> => kept(stale, 'due_on');
export const warnDay = (stale: DaysOf): SQL<LocalDate | null> => kept(stale, 'warn_on');

const kept = (stale: DaysOf, name: 'due_on' | 'warn_on'): SQL<LocalDate | null> => {
	const column = name === 'due_on' ? queueCase.dueOn : queueCase.warnOn;
	return stale.size > 0
		? sql`case when moved_day.id is null then ${column} else moved_day.${sql.identifier(name)} end`
		: sql`${column}`;
};
