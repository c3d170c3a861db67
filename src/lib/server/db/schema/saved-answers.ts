import { sql } from 'drizzle-orm';
import { jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Labels } from '$lib/domain/language';
import { instant, tenantKey } from '../columns';

/** What staff answer again and again: plain text with `#tags`, in the languages it was written in. */
export const savedAnswer = pgTable(
	'saved_answer',
	{
		...tenantKey(),
		title: text('title').notNull(),
		bodies: jsonb('bodies').$type<Labels>().notNull(),
		changedAt: instant('changed_at').notNull(),
		changedByName: text('changed_by_name').notNull(),
		archivedAt: instant('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('saved_answer_title')
			.on(t.organisationId, sql`lower(title)`)
			.where(sql`archived_at is null`)
	]
);
