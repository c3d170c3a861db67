import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { dispute } from './disputes';

/**
 * What the queue counts, sorts and cuts by, a row for each case. Triggers keep it in the transaction that changes the
 * case (drizzle/0047); nobody writes here but the engine, and nothing but the promised day.
 */
export const queueCase = pgTable(
	'queue_case',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		reasonId: uuid('reason_id').notNull(),
		collectorId: uuid('collector_id'),
		status: text('status').$type<DisputeStatus>().notNull(),
		openedAt: instant('opened_at').notNull(),
		openedOn: localDateColumn('opened_on').notNull(),
		answerDueOn: localDateColumn('answer_due_on').notNull(),
		/** The sum of what it claims now. */
		claimedMinor: moneyMinor('claimed_minor').notNull(),
		/** Its day may be another than the first one. */
		hasMoved: boolean('has_moved').notNull().default(false),
		/** What the rule made of a case that moved; null = not worked out since it changed. */
		promisedOn: localDateColumn('promised_on'),
		/** The day it holds for, while its customer is waited for; null = any day. */
		promisedAsOf: localDateColumn('promised_as_of'),
		/** Which calendar it was worked out by. */
		promisedCalendar: text('promised_calendar')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('queue_case_status').on(t.organisationId, t.status),
		foreignKey({
			columns: [t.organisationId, t.id],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
