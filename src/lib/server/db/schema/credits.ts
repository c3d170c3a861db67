import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { KeptPart } from '$lib/domain/credits/part';
import { disputeKey, instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { dispute } from './disputes';
import { resolution } from './resolutions';

/** One file for the accounting system, kept as it left. */
export const creditBatch = pgTable(
	'credit_batch',
	{
		...tenantKey(),
		requests: integer('requests').notNull(),
		csv: text('csv').notNull(),
		json: text('json').notNull(),
		exportedAt: instant('exported_at').notNull(),
		exportedByName: text('exported_by_name').notNull()
	},
	(t) => [primaryKey({ columns: [t.organisationId, t.id] })]
);

/** A credit note the accounting system is asked for: exactly one per decided credit. */
export const creditRequest = pgTable(
	'credit_request',
	{
		...disputeKey(),
		resolutionId: uuid('resolution_id').notNull(),
		/** Including tax. */
		amountMinor: moneyMinor('amount_minor').notNull(),
		currency: text('currency').notNull(),
		reasonCode: text('reason_code').notNull(),
		/** As the decision said it. */
		why: text('why').notNull(),
		parts: jsonb('parts').$type<KeptPart[]>().notNull(),
		/** What the officer adds for the accountants, after a failure. */
		note: text('note').notNull().default(''),
		askedAt: instant('asked_at').notNull(),
		askedByName: text('asked_by_name').notNull(),
		/** The file it left in last; null = to export. */
		batchId: uuid('batch_id'),
		failedAt: instant('failed_at'),
		failedWhy: text('failed_why').notNull().default(''),
		failedByName: text('failed_by_name').notNull().default(''),
		postedAt: instant('posted_at'),
		postedByName: text('posted_by_name').notNull().default(''),
		/** What accounting really credited, where it is a little less; null = as granted. */
		postedMinor: moneyMinor('posted_minor'),
		creditNoteNumber: text('credit_note_number'),
		creditNoteOn: localDateColumn('credit_note_on'),
		/** The case was opened again before anything was posted. */
		withdrawnAt: instant('withdrawn_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('credit_request_once').on(t.organisationId, t.resolutionId),
		index('credit_request_dispute').on(t.organisationId, t.disputeId),
		// What is still open is little beside what was ever asked.
		index('credit_request_open')
			.on(t.organisationId, t.id)
			.where(sql`posted_at is null and withdrawn_at is null`),
		check('credit_request_amount', sql`amount_minor > 0`),
		check('credit_request_posted', sql`(posted_at is null) = (credit_note_number is null)`),
		check(
			'credit_request_posted_less',
			sql`posted_minor is null or (posted_at is not null and posted_minor > 0 and posted_minor < amount_minor)`
		),
		check('credit_request_ended', sql`posted_at is null or withdrawn_at is null`),
		check('credit_request_failed', sql`failed_at is null or batch_id is not null`),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.resolutionId],
			foreignColumns: [resolution.organisationId, resolution.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.batchId],
			foreignColumns: [creditBatch.organisationId, creditBatch.id]
		})
	]
);
