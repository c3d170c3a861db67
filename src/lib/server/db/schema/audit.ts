import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantKey } from '../columns';

/** Append-only. Who did what, in the transaction that did it. */
export const auditEvent = pgTable(
	'audit_event',
	{
		...tenantKey(),
		at: instant('at').notNull(),
		actorKind: text('actor_kind').$type<'user' | 'customer' | 'resolver' | 'system'>().notNull(),
		actorId: text('actor_id').notNull(),
		actorName: text('actor_name').notNull(),
		action: text('action').notNull(),
		subjectKind: text('subject_kind').notNull(),
		subjectId: text('subject_id').notNull(),
		customerId: uuid('customer_id'),
		data: jsonb('data').$type<Record<string, unknown>>().notNull().default({})
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('audit_event_subject').on(t.organisationId, t.subjectKind, t.subjectId, t.at)
	]
);
