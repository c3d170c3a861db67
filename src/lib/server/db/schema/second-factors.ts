import { bigint, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantKey } from '../columns';
import { user } from './users';

/** What a colleague's telephone and this installation both know (RFC 6238), under the key of the installation. */
export const secondFactor = pgTable(
	'second_factor',
	{
		organisationId: uuid('organisation_id').notNull(),
		userId: uuid('user_id').notNull(),
		/** In force; null until the first code was right. */
		sealed: text('sealed'),
		confirmedAt: instant('confirmed_at'),
		/** Shown to be scanned; takes the place of the other once a code of it was right. */
		proposed: text('proposed'),
		/** The last step whose code was taken: none before it, nor itself, is taken again. */
		lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0)
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.userId] }),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		}).onDelete('cascade')
	]
);

/** For whoever has no telephone at hand; each opens once. */
export const recoveryCode = pgTable(
	'recovery_code',
	{
		...tenantKey(),
		userId: uuid('user_id').notNull(),
		/** SHA-256 of the account and the code. */
		codeHash: text('code_hash').notNull(),
		madeAt: instant('made_at').notNull(),
		usedAt: instant('used_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('recovery_code_user').on(t.organisationId, t.userId),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		}).onDelete('cascade')
	]
);
