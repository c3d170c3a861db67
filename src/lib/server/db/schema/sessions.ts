import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { instant } from '../columns';
import { user } from './users';

/** `id_hash` is the SHA-256 of the session id; the id itself lives in the cookie only. */
export const session = pgTable(
	'session',
	{
		organisationId: uuid('organisation_id').notNull(),
		idHash: text('id_hash').notNull(),
		userId: uuid('user_id').notNull(),
		expiresAt: instant('expires_at').notNull(),
		/** However active, a session ends here. */
		endsAt: instant('ends_at').notNull(),
		createdAt: instant('created_at').notNull(),
		/** What the browser said of itself, for its owner to recognise it. */
		userAgent: text('user_agent').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.idHash] }),
		uniqueIndex('session_id_hash').on(t.idHash),
		index('session_user').on(t.organisationId, t.userId),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		}).onDelete('cascade')
	]
);

/** The password was right, the second factor is still to come: opens nothing but that question. */
export const signInStep = pgTable(
	'sign_in_step',
	{
		organisationId: uuid('organisation_id').notNull(),
		/** SHA-256 of what the cookie holds. */
		idHash: text('id_hash').notNull(),
		userId: uuid('user_id').notNull(),
		expiresAt: instant('expires_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.idHash] }),
		uniqueIndex('sign_in_step_id_hash').on(t.idHash),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		}).onDelete('cascade')
	]
);

/** Failed sign-ins, by the hash of the address or e-mail tried: known before any organisation is. */
export const loginAttempt = pgTable(
	'login_attempt',
	{
		id: uuid('id').primaryKey(),
		keyHash: text('key_hash').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('login_attempt_key').on(t.keyHash, t.at)]
);
