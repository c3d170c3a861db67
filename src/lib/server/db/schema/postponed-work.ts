import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, localDateColumn, tenantKey } from '../columns';
import { user } from './users';

/** A row of somebody's day that he put off: who, why, until when, and what it said. */
export const postponedWork = pgTable(
	'postponed_work',
	{
		...tenantKey(),
		userId: uuid('user_id').notNull(),
		/** Of the row, as the worklist names it. */
		key: text('key').notNull(),
		/** What it said then (domain/worklist/postponed): anything else brings it back. */
		facts: text('facts').notNull(),
		untilOn: localDateColumn('until_on').notNull(),
		reason: text('reason').notNull().default(''),
		postponedAt: instant('postponed_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('postponed_work_once').on(t.organisationId, t.userId, t.key),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
