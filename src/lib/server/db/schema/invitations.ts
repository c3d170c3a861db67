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
import type { Role } from '$lib/domain/access';
import type { Language } from '$lib/domain/language';
import { instant, tenantKey } from '../columns';
import { user } from './users';

/** Somebody who may choose a password and is then a colleague: until then there is no account. */
export const invitation = pgTable(
	'invitation',
	{
		...tenantKey(),
		email: text('email').notNull(),
		name: text('name').notNull(),
		role: text('role').$type<Role>().notNull(),
		team: text('team').notNull().default(''),
		language: text('language').$type<Language>().notNull(),
		/** SHA-256 of the token in the mail. */
		tokenHash: text('token_hash').notNull(),
		invitedBy: text('invited_by').notNull(),
		invitedAt: instant('invited_at').notNull(),
		expiresAt: instant('expires_at').notNull(),
		acceptedAt: instant('accepted_at'),
		/** The account it became. */
		userId: uuid('user_id'),
		revokedAt: instant('revoked_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('invitation_token').on(t.tokenHash),
		uniqueIndex('invitation_waiting')
			.on(t.organisationId, t.email)
			.where(sql`accepted_at is null and revoked_at is null`),
		index('invitation_user').on(t.organisationId, t.userId),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
