import { sql } from 'drizzle-orm';
import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '$lib/domain/language';
import { disputeKey, instant } from '../columns';
import { contact } from './customers';
import { dispute } from './disputes';

/** Who is told about a case besides the one who raised it. */
export const disputeFollower = pgTable(
	'dispute_follower',
	{
		...disputeKey(),
		/** A contact gets a door of his own; an address somebody typed gets mails and no door. */
		contactId: uuid('contact_id'),
		name: text('name').notNull(),
		email: text('email').notNull(),
		language: text('language').$type<Language>().notNull(),
		addedAt: instant('added_at').notNull(),
		addedByKind: text('added_by_kind').$type<'customer' | 'staff'>().notNull(),
		addedByName: text('added_by_name').notNull(),
		linkId: uuid('link_id'),
		/** SHA-256 of the secret in his mails that ends them. */
		stopHash: text('stop_hash').notNull(),
		removedAt: instant('removed_at'),
		removedBy: text('removed_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('dispute_follower_once')
			.on(t.organisationId, t.disputeId, sql`lower(email)`)
			.where(sql`removed_at is null`),
		uniqueIndex('dispute_follower_stop').on(t.stopHash),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.contactId],
			foreignColumns: [contact.organisationId, contact.id]
		})
	]
);
