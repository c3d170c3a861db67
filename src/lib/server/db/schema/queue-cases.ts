import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { Priority } from '$lib/domain/disputes/priority';
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { dispute } from './disputes';

/**
 * What the queue counts, sorts and cuts by, a row for each case. Triggers keep it in the transaction that changes the
 * case (drizzle/0047); nobody writes here but the engine, and nothing but the days.
 */
export const queueCase = pgTable(
	'queue_case',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		reasonId: uuid('reason_id').notNull(),
		collectorId: uuid('collector_id'),
		/** The question that is open now, and of whom it is asked (drizzle/0131); null: of nobody. */
		askedId: uuid('asked_id'),
		askedUserId: uuid('asked_user_id'),
		askedEmail: text('asked_email'),
		status: text('status').$type<DisputeStatus>().notNull(),
		priority: text('priority').$type<Priority>().notNull().default('normal'),
		openedAt: instant('opened_at').notNull(),
		openedOn: localDateColumn('opened_on').notNull(),
		answerDueOn: localDateColumn('answer_due_on').notNull(),
		/** The sum of what it claims now. */
		claimedMinor: moneyMinor('claimed_minor').notNull(),
		/** What credit notes of the case gave back already. */
		creditedMinor: moneyMinor('credited_minor')
			.notNull()
			.default(sql`0`),
		/** What is left to decide; of what is decided or over, all it claims. Generated (drizzle/0128). */
		contestedMinor: moneyMinor('contested_minor').notNull(),
		/** Its day may be another than the first one. */
		hasMoved: boolean('has_moved').notNull().default(false),
		/** What the rule made of it; null = not worked out since it changed. */
		promisedOn: localDateColumn('promised_on'),
		/** The day it holds for, while its customer is waited for; null = any day. */
		promisedAsOf: localDateColumn('promised_as_of'),
		/** The next of its deadlines, and the day from which it is in danger; null where nothing is to be kept. */
		dueOn: localDateColumn('due_on'),
		warnOn: localDateColumn('warn_on'),
		/** When its customer wrote what nobody answered yet (drizzle/0086). */
		spokenAt: instant('spoken_at'),
		/** Which calendar and which terms it was worked out by. */
		promisedCalendar: text('promised_calendar')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('queue_case_counted').on(t.organisationId, t.status),
		// In the order of each list (drizzle/0101, 0131); `queue_case_due`, of the open ones, is by what follows from two columns.
		index('queue_case_amount').on(t.organisationId, t.contestedMinor.desc(), t.id),
		index('queue_case_age').on(t.organisationId, t.openedAt, t.id),
		index('queue_case_collector')
			.on(t.organisationId, t.collectorId)
			.where(sql`collector_id is not null`),
		index('queue_case_asked')
			.on(t.organisationId, t.askedUserId)
			.where(sql`asked_user_id is not null`),
		index('queue_case_spoken')
			.on(t.organisationId, t.id)
			.where(sql`spoken_at is not null`),
		foreignKey({
			columns: [t.organisationId, t.id],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
