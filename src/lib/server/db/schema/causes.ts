import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Stage } from '$lib/domain/disputes/causes';
import { disputeKey, instant, localDateColumn } from '../columns';
import { dispute } from './disputes';
import { user } from './users';

/** Where a case came from, and what is done so that it does not come again. */
export const rootCause = pgTable(
	'root_cause',
	{
		...disputeKey(),
		stage: text('stage').$type<Stage>().notNull(),
		/** Of the action: a colleague or a team; null = nobody yet. */
		ownerId: uuid('owner_id'),
		ownerTeam: text('owner_team'),
		action: text('action').notNull().default(''),
		dueOn: localDateColumn('due_on'),
		doneAt: instant('done_at'),
		doneByName: text('done_by_name').notNull().default(''),
		setAt: instant('set_at').notNull(),
		setByName: text('set_by_name').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('root_cause_case').on(t.organisationId, t.disputeId),
		check('root_cause_owner', sql`owner_id is null or owner_team is null`),
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
