import { and, eq, sql } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import type { SystemScope } from '../auth/scope';
import { unitOfWork, type Unit } from '../db/client';
import { queueCase } from '../db/schema/queue-cases';
import { deadlinesOf, type Facts } from './deadline-facts';
import { deadlineTerms } from './deadline-terms';
import { daysBy, isStale, keyNow, type CaseDays } from './moved-days';

const AT_ONCE = 500;

/** Writes down the days the queue would have to work out; whatever is missing, it still works out itself. */
export async function keepPromisedDays(scope: SystemScope): Promise<void> {
	while ((await unitOfWork(scope, keepSome)) === AT_ONCE);
}

async function keepSome(unit: Unit<SystemScope>): Promise<number> {
	const key = await keyNow(unit);
	const termsOf = await deadlineTerms(unit);
	// Held before their facts are read: whoever changes a case waits, and unsets the day after.
	const held = await unit.tx
		.select({ id: queueCase.id })
		.from(queueCase)
		.where(isStale(unit, key))
		.orderBy(queueCase.id)
		.limit(AT_ONCE)
		.for('no key update', { skipLocked: true });
	const ids = held.map(({ id }) => id);
	const days = [...(await deadlinesOf(unit, ids))].map(([id, facts]) => ({
		id,
		...daysBy(facts, termsOf(facts)),
		asOf: asOfIn(facts)
	}));
	if (days.length > 0) await write(unit, key, days);
	return days.length;
}

interface KeptDays extends CaseDays {
	id: string;
	asOf: LocalDate | null;
}

/** While the customer is waited for, another day comes with every morning. */
const asOfIn = ({ transitions, today }: Facts): LocalDate | null =>
	transitions.at(-1)?.toStatus === 'waiting_customer' ? today : null;

const write = (unit: Unit<SystemScope>, key: string, days: readonly KeptDays[]) =>
	unit.tx
		.update(queueCase)
		.set({
			promisedOn: sql`day.promised`,
			dueOn: sql`day.due_on`,
			warnOn: sql`day.warn_on`,
			promisedAsOf: sql`day.as_of`,
			promisedCalendar: key
		})
		.from(
			sql`jsonb_to_recordset(${JSON.stringify(days.map(asRecord))}::jsonb) as day (id uuid, promised date, due_on date, warn_on date, as_of date)`
		)
		.where(
			and(eq(queueCase.organisationId, unit.scope.organisationId), sql`${queueCase.id} = day.id`)
		);

const asRecord = ({ id, promisedOn, dueOn, warnOn, asOf }: KeptDays) => ({
	...{ id, promised: promisedOn },
	...{ due_on: dueOn, warn_on: warnOn, as_of: asOf }
});
