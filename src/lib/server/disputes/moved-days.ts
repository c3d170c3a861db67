import { sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { promisedDayOf } from '$lib/domain/disputes/deadlines';
import { dispute } from '../db/schema/disputes';
import type { DeadlinesOf } from './deadline-facts';

/**
 * To join, where many cases are asked for their promised day: the days of those it has moved, worked out by the rule,
 * so that a list can be cut and sorted by it without saying the rule a second time.
 */
export function movedDays(moved: DeadlinesOf) {
	const { ids, days } = textsOf(moved);
	return sql`(select * from unnest(${ids}::uuid[], ${days}::date[]) as m (id, day)) moved_day`;
}

export const isMoved = sql`moved_day.id = ${dispute.id}`;

/** The promised day in a query that joined them. */
export const promisedDay = sql<LocalDate>`coalesce(moved_day.day, ${dispute.answerDueOn})`;

/** A page asks several times: the rule is gone through once. */
const known = new WeakMap<DeadlinesOf, { ids: string; days: string }>();

function textsOf(moved: DeadlinesOf) {
	const texts = known.get(moved) ?? {
		ids: `{${[...moved.keys()].join(',')}}`,
		days: `{${[...moved.values()].map(promisedDayOf).join(',')}}`
	};
	known.set(moved, texts);
	return texts;
}
