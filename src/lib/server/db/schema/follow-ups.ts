import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { FollowUpKind } from '$lib/domain/disputes/follow-up';
import { disputeKey, instant, localDateColumn } from '../columns';
import { assignment } from './assignments';
import { dispute } from './disputes';
import { user } from './users';

/** Whoever was asked was reminded, as a customer is: one a day for a question at most. What is passed on is, whenever that is. */
export const followUp = pgTable(
	'follow_up',
	{
		...disputeKey(),
		assignmentId: uuid('assignment_id').notNull(),
		kind: text('kind').$type<FollowUpKind>().notNull(),
		on: localDateColumn('on').notNull(),
		/** The day he was to answer by then: waiting for the customer moves it. */
		dueOn: localDateColumn('due_on').notNull(),
		at: instant('at').notNull(),
		/** Who was told as the one who answers, unless it was he himself. */
		standInId: uuid('stand_in_id'),
		standInName: text('stand_in_name').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('follow_up_once')
			.on(t.organisationId, t.assignmentId, t.on)
			.where(sql`kind <> 'moved'`),
		index('follow_up_asked').on(t.organisationId, t.assignmentId, t.on),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.assignmentId],
			foreignColumns: [assignment.organisationId, assignment.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.standInId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
