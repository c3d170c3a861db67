import {
	foreignKey,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Language } from '$lib/domain/language';
import { customerKey, instant } from '../columns';
import { customer } from './customers';

/** What a customer writes about his account, outside any case. It changes no contact by itself. */
export const accountMessage = pgTable(
	'account_message',
	{
		...customerKey(),
		kind: text('kind').$type<'question' | 'wrong_person'>().notNull(),
		body: text('body').notNull(),
		/** Ids of the invoices it is about; empty = the account. */
		invoiceIds: jsonb('invoice_ids').$type<string[]>().notNull().default([]),
		byName: text('by_name').notNull(),
		byEmail: text('by_email').notNull(),
		language: text('language').$type<Language>().notNull(),
		linkId: uuid('link_id'),
		at: instant('at').notNull(),
		handledAt: instant('handled_at'),
		handledBy: text('handled_by'),
		handledNote: text('handled_note').notNull().default(''),
		/** SHA-256 of what was typed: the same key with other words is another wish. */
		contentSha256: text('content_sha256').notNull().default(''),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('account_message_once').on(t.organisationId, t.customerId, t.idempotencyKey),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);
