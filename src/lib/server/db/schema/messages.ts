import { boolean, foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { disputeKey, instant } from '../columns';
import { dispute } from './disputes';

export const message = pgTable(
	'message',
	{
		...disputeKey(),
		audience: text('audience').$type<'customer' | 'internal'>().notNull(),
		authorKind: text('author_kind').$type<'customer' | 'staff' | 'resolver' | 'system'>().notNull(),
		authorName: text('author_name').notNull(),
		/** In lower case: two may bear one name. Null: the house itself, or written before it was kept. Leaves the house in no answer. */
		authorEmail: text('author_email'),
		body: text('body').notNull(),
		/** Of the house to its customer: an answer of his is waited for. */
		asks: boolean('asks').notNull().default(false),
		at: instant('at').notNull(),
		/** SHA-256 of what was sent: the same key with other words is another wish. Empty = not the customer's. */
		contentSha256: text('content_sha256').notNull().default(''),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('message_idempotency').on(t.organisationId, t.disputeId, t.idempotencyKey),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
