import type { Language } from '$lib/domain/language';
import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { instant, tenantKey } from '../columns';
import { customer } from './customers';

/** A door for somebody without an account. Only the SHA-256 of its token is here. */
export const link = pgTable(
	'link',
	{
		...tenantKey(),
		kind: text('kind').$type<'portal' | 'resolver'>().notNull(),
		customerId: uuid('customer_id').notNull(),
		contactId: uuid('contact_id'),
		/** Resolver links open one case. */
		disputeId: uuid('dispute_id'),
		assignmentId: uuid('assignment_id'),
		holderName: text('holder_name').notNull(),
		/** The only address a fresh link may be mailed to. */
		holderEmail: text('holder_email').notNull(),
		language: text('language').$type<Language>().notNull(),
		tokenHash: text('token_hash').notNull(),
		createdAt: instant('created_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		revokedAt: instant('revoked_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('link_token').on(t.tokenHash),
		index('link_customer').on(t.organisationId, t.customerId),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);
