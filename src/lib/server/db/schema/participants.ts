import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { disputeKey, instant } from '../columns';
import { dispute } from './disputes';
import { message } from './messages';
import { user } from './users';

/** A colleague who takes part in a case without being asked about it: somebody called him in a note. */
export const participant = pgTable(
	'participant',
	{
		...disputeKey(),
		userId: uuid('user_id').notNull(),
		userName: text('user_name').notNull(),
		addedAt: instant('added_at').notNull(),
		addedByName: text('added_by_name').notNull(),
		removedAt: instant('removed_at'),
		removedByName: text('removed_by_name')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('participant_once')
			.on(t.organisationId, t.userId, t.disputeId)
			.where(sql`removed_at is null`),
		index('participant_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);

/** Whom a note called, as it was understood when it was written. */
export const mention = pgTable(
	'mention',
	{
		...disputeKey(),
		messageId: uuid('message_id').notNull(),
		userId: uuid('user_id').notNull(),
		userName: text('user_name').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('mention_once').on(t.organisationId, t.messageId, t.userId),
		index('mention_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.messageId],
			foreignColumns: [message.organisationId, message.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
