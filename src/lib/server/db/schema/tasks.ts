import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { TaskEnd } from '$lib/domain/disputes/tasks';
import { disputeKey, instant, localDateColumn } from '../columns';
import { dispute } from './disputes';
import { user } from './users';

/** What a decision leaves to do; the case is closed once none is open. */
export const caseTask = pgTable(
	'case_task',
	{
		...disputeKey(),
		text: text('text').notNull(),
		/** A colleague, or a team. */
		ownerId: uuid('owner_id'),
		ownerTeam: text('owner_team'),
		dueOn: localDateColumn('due_on').notNull(),
		addedAt: instant('added_at').notNull(),
		addedByName: text('added_by_name').notNull(),
		idempotencyKey: text('idempotency_key').notNull(),
		endedAt: instant('ended_at'),
		endedAs: text('ended_as').$type<TaskEnd>(),
		endedWhy: text('ended_why').notNull().default(''),
		endedByName: text('ended_by_name').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('case_task_once').on(t.organisationId, t.disputeId, t.idempotencyKey),
		index('case_task_open')
			.on(t.organisationId, t.dueOn)
			.where(sql`ended_at is null`),
		check('case_task_owner', sql`(owner_id is null) <> (owner_team is null)`),
		check('case_task_ended', sql`(ended_at is null) = (ended_as is null)`),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.ownerId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
