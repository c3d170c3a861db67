import {
	bigint,
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
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
		index('audit_event_subject').on(t.organisationId, t.subjectKind, t.subjectId, t.at),
		index('audit_event_at').on(t.organisationId, t.at, t.id),
		index('audit_event_kind').on(t.organisationId, t.subjectKind, t.at, t.id),
		index('audit_event_actor').on(t.organisationId, t.actorKind, t.actorId, t.at, t.id)
	]
);

/**
 * Append-only too: one seal for each event, made once it is committed, on the seal before it
 * (docs/decisions/audit-chain.md). Hashes are SHA-256 in hexadecimal.
 */
export const auditSeal = pgTable(
	'audit_seal',
	{
		organisationId: uuid('organisation_id').notNull(),
		/** From 1, without a gap. */
		seq: bigint('seq', { mode: 'number' }).notNull(),
		eventId: uuid('event_id').notNull(),
		prevHash: text('prev_hash').notNull(),
		hash: text('hash').notNull(),
		sealedAt: instant('sealed_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.seq] }),
		uniqueIndex('audit_seal_event').on(t.organisationId, t.eventId),
		foreignKey({
			columns: [t.organisationId, t.eventId],
			foreignColumns: [auditEvent.organisationId, auditEvent.id]
		})
	]
);

/** An event an erasure took a name out of, and what it hashes to since (docs/decisions/erasure.md). Append-only. */
export const auditRedaction = pgTable(
	'audit_redaction',
	{
		...tenantKey(),
		erasureId: uuid('erasure_id').notNull(),
		eventId: uuid('event_id').notNull(),
		hash: text('hash').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('audit_redaction_once').on(t.organisationId, t.eventId, t.erasureId),
		foreignKey({
			columns: [t.organisationId, t.eventId],
			foreignColumns: [auditEvent.organisationId, auditEvent.id]
		})
	]
);
