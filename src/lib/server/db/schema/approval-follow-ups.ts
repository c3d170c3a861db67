import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { FollowUpKind } from '$lib/domain/disputes/follow-up';
import { disputeKey, instant, localDateColumn } from '../columns';
import { approvalRequest } from './approvals';
import { dispute } from './disputes';

/** Whoever is to sign was reminded, as whoever is to answer is: one a day for a request at most. What is passed on is, whenever that is. */
export const approvalFollowUp = pgTable(
	'approval_follow_up',
	{
		...disputeKey(),
		requestId: uuid('request_id').notNull(),
		/** How many acts there were: each signature and each reply asks somebody anew. */
		round: integer('round').notNull(),
		kind: text('kind').$type<FollowUpKind>().notNull(),
		on: localDateColumn('on').notNull(),
		dueOn: localDateColumn('due_on').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('approval_follow_up_once')
			.on(t.organisationId, t.requestId, t.on)
			.where(sql`kind <> 'moved'`),
		index('approval_follow_up_asked').on(t.organisationId, t.requestId, t.on),
		foreignKey({
			columns: [t.organisationId, t.requestId],
			foreignColumns: [approvalRequest.organisationId, approvalRequest.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
