import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** A person was taken out of what is kept (docs/decisions/erasure.md); the row bears no name. */
export const erasure = pgTable(
	'erasure',
	{
		...tenantKey(),
		/** What stands where his name stood. */
		pseudonym: text('pseudonym').notNull(),
		at: instant('at').notNull(),
		byName: text('by_name').notNull(),
		/** While it is at work, and in this transaction alone, evidence may lose a name. */
		transactionId: text('transaction_id')
			.notNull()
			.default(sql`pg_current_xact_id()::text`),
		isDone: boolean('is_done').notNull().default(false)
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/** An address nobody may write to again unless its owner comes back: only a keyed digest of it. */
export const erasedAddress = pgTable(
	'erased_address',
	{
		...tenantKey(),
		erasureId: uuid('erasure_id').notNull(),
		digest: text('digest').notNull(),
		at: instant('at').notNull(),
		letBackAt: instant('let_back_at'),
		letBackBy: text('let_back_by').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('erased_address_digest')
			.on(t.organisationId, t.digest)
			.where(sql`let_back_at is null`),
		foreignKey({
			columns: [t.organisationId, t.erasureId],
			foreignColumns: [erasure.organisationId, erasure.id]
		})
	]
);
