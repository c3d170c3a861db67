import {
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import type { FlagCounts } from '$lib/domain/intake/flag-fate';
import type { ImportMapping } from '$lib/domain/intake/mapping';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** How the columns of a source are read, saved under a name and found again by the header line. */
export const importProfile = pgTable(
	'import_profile',
	{
		...tenantKey(),
		name: text('name').notNull(),
		/** SHA-256 of the normalised header line. */
		headerHash: text('header_hash').notNull(),
		mapping: jsonb('mapping').$type<ImportMapping>().notNull(),
		savedAt: instant('saved_at').notNull(),
		savedBy: text('saved_by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('import_profile_name').on(t.organisationId, t.name),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/** One file received: kept until it is confirmed, then its result. */
export const importFile = pgTable(
	'import_file',
	{
		...tenantKey(),
		name: text('name').notNull(),
		storageKey: text('storage_key').notNull(),
		sha256: text('sha256').notNull(),
		bytes: integer('bytes').notNull(),
		mapping: jsonb('mapping').$type<ImportMapping>().notNull(),
		status: text('status').$type<'preview' | 'done' | 'discarded'>().notNull(),
		result: jsonb('result').$type<ImportResult>(),
		uploadedAt: instant('uploaded_at').notNull(),
		uploadedBy: text('uploaded_by').notNull(),
		doneAt: instant('done_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('import_file_recent').on(t.organisationId, t.uploadedAt),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

export interface ImportResult {
	rows: number;
	customersCreated: number;
	customersUpdated: number;
	contactsCreated: number;
	contactsUpdated: number;
	invoicesCreated: number;
	invoicesUpdated: number;
	invoicesUnchanged: number;
	paymentsRecorded: number;
	disputesOpened: number;
	/** Flagged invoices without a new case, by reason. */
	disputesNotOpened?: Omit<FlagCounts, 'opens'>;
	/** Absent from results of the time when files brought none. */
	creditNotesCreated?: number;
	/** Invoices a complete file no longer names. */
	absentSettled?: number;
	/** Values of custom fields that became other ones; absent where no column was one. */
	fieldsFilled?: number;
	errors: {
		line: number;
		column: string;
		code: string;
		value: string;
		raw: string;
		/** The row was imported, without this value. */
		taken?: boolean | undefined;
	}[];
}
