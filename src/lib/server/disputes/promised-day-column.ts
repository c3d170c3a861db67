import { sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { promisedDayOf } from '$lib/domain/disputes/deadlines';
import { dispute } from '../db/schema/disputes';
import type { DeadlinesOf } from './deadline-facts';

/**
 * The promised day in a query about `dispute`: worked out by the rule for those it has moved, so that a list
 * can be cut and sorted by it without saying the rule a second time.
 */
export function promisedDayColumn(moved: DeadlinesOf) {
	const days = Object.fromEntries([...moved].map(([id, facts]) => [id, promisedDayOf(facts)]));
	return sql<LocalDate>`coalesce((${JSON.stringify(days)}::jsonb ->> ${dispute.id}::text)::date, ${dispute.answerDueOn})`.mapWith(
		dispute.answerDueOn
	);
}
