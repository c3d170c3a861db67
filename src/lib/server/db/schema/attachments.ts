import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { disputeKey, instant } from '../columns';
import { dispute } from './disputes';

export const attachment = pgTable(
	'attachment',
	{
		...disputeKey(),
		messageId: uuid('message_id'),
		/** As typed by the sender: data, never a path. */
		name: text('name').notNull(),
		mime: text('mime').notNull(),
		bytes: integer('bytes').notNull(),
		sha256: text('sha256').notNull(),
		storageKey: text('storage_key').notNull(),
		/** Images only: a small re-encoded copy for the page. */
		thumbnailKey: text('thumbnail_key'),
		audience: text('audience').$type<'customer' | 'internal'>().notNull(),
		uploadedByKind: text('uploaded_by_kind').$type<'customer' | 'staff' | 'resolver'>().notNull(),
		uploadedByName: text('uploaded_by_name').notNull(),
		uploadedAt: instant('uploaded_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('attachment_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
