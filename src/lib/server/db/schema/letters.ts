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
import { instant, localDateColumn, tenantKey } from '../columns';
import { document } from './invoices';
import { notice } from './notices';
import { run } from './runs';

/** All letters of a run in one file, ready for the printer. */
export const printFile = pgTable(
	'print_file',
	{
		...tenantKey(),
		runId: uuid('run_id').notNull(),
		letters: integer('letters').notNull(),
		pages: integer('pages').notNull(),
		storageKey: text('storage_key').notNull(),
		sha256: text('sha256').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('print_file_run').on(t.organisationId, t.runId),
		foreignKey({
			columns: [t.organisationId, t.runId],
			foreignColumns: [run.organisationId, run.id]
		})
	]
);

/** The PDF of a notice that goes by post: written once, never again, and known by its hash. */
export const letter = pgTable(
	'letter',
	{
		...tenantKey(),
		noticeId: uuid('notice_id').notNull(),
		storageKey: text('storage_key').notNull(),
		sha256: text('sha256').notNull(),
		bytes: integer('bytes').notNull(),
		pages: integer('pages').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		/** The file it was printed with. */
		printFileId: uuid('print_file_id'),
		postedOn: localDateColumn('posted_on'),
		postedBy: text('posted_by'),
		/** Of a registered letter, as the post gives it. */
		trackingNumber: text('tracking_number'),
		/** The receipt, scanned. */
		proofId: uuid('proof_id')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('letter_notice').on(t.organisationId, t.noticeId),
		foreignKey({
			columns: [t.organisationId, t.noticeId],
			foreignColumns: [notice.organisationId, notice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.printFileId],
			foreignColumns: [printFile.organisationId, printFile.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.proofId],
			foreignColumns: [document.organisationId, document.id]
		})
	]
);
