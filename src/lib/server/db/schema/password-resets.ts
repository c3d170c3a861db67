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
import { user } from './users';

/** Somebody asked for another password at the address of an account. */
export const passwordReset = pgTable(
	'password_reset',
	{
		...tenantKey(),
		userId: uuid('user_id').notNull(),
		/** SHA-256 of the token in the mail. */
		tokenHash: text('token_hash').notNull(),
		askedAt: instant('asked_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		usedAt: instant('used_at'),
		/** Another one was asked for, the password was changed, or the account was closed. */
		endedAt: instant('ended_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('password_reset_token').on(t.tokenHash),
		index('password_reset_user').on(t.organisationId, t.userId, t.askedAt),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
