import { and, eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { promisedDayOf, type DeadlineFacts } from '$lib/domain/disputes/deadlines';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { workingCalendarOf } from '../settings/queries';
import { deadlinesOf } from './deadline-facts';
import { isStale, keyOf } from './moved-days';

const AT_ONCE = 500;

/** Writes down the promised days the queue would have to work out; whatever is missing, it still works out itself. */
export async function keepPromisedDays(scope: SystemScope): Promise<void> {
	while ((await unitOfWork(scope, keepSome)) === AT_ONCE);
}

async function keepSome(unit: Unit<SystemScope>): Promise<number> {
	const calendarKey = keyOf(await workingCalendarOf(unit));
	// Held before their facts are read: whoever changes a case waits, and unsets the day after.
	const held = await unit.tx
		.select({ id: queueCase.id })
		.from(queueCase)
		.where(isStale(unit, calendarKey))
		.orderBy(queueCase.id)
		.limit(AT_ONCE)
		.for('no key update', { skipLocked: true });
	const ids = held.map(({ id }) => id);
	const days = [...(await deadlinesOf(unit, ids))].map(([id, facts]) => ({
		id,
		...keptDay(facts)
	}));
	if (days.length > 0) await write(unit, calendarKey, days);
	return days.length;
}

interface KeptDay {
	on: LocalDate;
	asOf: LocalDate | null;
}

/** While the customer is waited for, another day comes with every morning. */
const keptDay = (facts: DeadlineFacts): KeptDay => ({
	on: promisedDayOf(facts),
	asOf: facts.transitions.at(-1)?.toStatus === 'waiting_customer' ? facts.today : null
});

const write = (
	unit: Unit<SystemScope>,
	calendarKey: string,
	days: readonly (KeptDay & { id: string })[]
) =>
	unit.tx
		.update(queueCase)
		.set({
			promisedOn: sql`day.promised`,
			promisedAsOf: sql`day.as_of`,
			promisedCalendar: calendarKey
		})
		.from(
			sql`jsonb_to_recordset(${JSON.stringify(days.map(({ id, on, asOf }) => ({ id, promised: on, as_of: asOf })))}::jsonb) as day (id uuid, promised date, as_of date)`
		)
		.where(
			and(eq(queueCase.organisationId, unit.scope.organisationId), sql`${queueCase.id} = day.id`)
		);
