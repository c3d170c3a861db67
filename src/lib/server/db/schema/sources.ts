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
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';
import { importFile, importProfile } from './imports';

/** Where we learn what is owed and who paid, and how often it is expected to speak. */
export const dataSource = pgTable(
	'data_source',
	{
		...tenantKey(),
		name: text('name').notNull(),
		/** `cash` tells who paid; `ledger` tells what is owed. */
		kind: text('kind').$type<'cash' | 'ledger'>().notNull(),
		/** Imports read with this profile speak for it. */
		profileId: uuid('profile_id'),
		/** Hours of silence after which it counts as stale. */
		maximumAgeHours: integer('maximum_age_hours').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		removedAt: instant('removed_at'),
		removedBy: text('removed_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('data_source_name').on(t.organisationId, t.name),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.profileId],
			foreignColumns: [importProfile.organisationId, importProfile.id]
		})
	]
);

/** A sign of life: an import, or "nothing new today" said by a machine or a person. */
export const heartbeat = pgTable(
	'heartbeat',
	{
		...tenantKey(),
		sourceId: uuid('source_id').notNull(),
		via: text('via').$type<'import' | 'command_line' | 'staff'>().notNull(),
		importFileId: uuid('import_file_id'),
		at: instant('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('heartbeat_source').on(t.organisationId, t.sourceId, t.at),
		foreignKey({
			columns: [t.organisationId, t.sourceId],
			foreignColumns: [dataSource.organisationId, dataSource.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.importFileId],
			foreignColumns: [importFile.organisationId, importFile.id]
		})
	]
);
