import { sql } from 'drizzle-orm';
import {
	boolean,
	foreignKey,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { SavedFilter } from '$lib/domain/disputes/queue-filter';
import { instant, tenantKey } from '../columns';
import { user } from './users';

/** A filter of the queue under a name: of whoever saved it, or for all colleagues to choose. */
export const queueView = pgTable(
	'queue_view',
	{
		...tenantKey(),
		userId: uuid('user_id').notNull(),
		name: text('name').notNull(),
		shared: boolean('shared').notNull().default(false),
		filter: jsonb('filter').$type<SavedFilter>().notNull(),
		savedAt: instant('saved_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('queue_view_name').on(t.organisationId, t.userId, sql`lower(${t.name})`),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);

/** What somebody chose for himself; its id is his. */
export const queuePreference = pgTable(
	'queue_preference',
	{
		...tenantKey(),
		/** What the queue opens with; null = the open cases. */
		defaultViewId: uuid('default_view_id'),
		singleKeys: boolean('single_keys').notNull().default(true),
		/** Rows of the queue stand close together. */
		compact: boolean('compact').notNull().default(false)
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		foreignKey({
			columns: [t.organisationId, t.id],
			foreignColumns: [user.organisationId, user.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.defaultViewId],
			foreignColumns: [queueView.organisationId, queueView.id]
		}).onDelete('set null')
	]
);
