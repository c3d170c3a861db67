import {
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { CallBack } from '$lib/domain/disputes/satisfaction';
import { disputeKey, instant } from '../columns';
import { dispute } from './disputes';

/** Two questions after a case, asked once: was it solved, was it easy; 1 to 5. */
export const satisfaction = pgTable(
	'satisfaction',
	{
		...disputeKey(),
		solved: integer('solved').notNull(),
		ease: integer('ease').notNull(),
		comment: text('comment').notNull().default(''),
		byName: text('by_name').notNull(),
		linkId: uuid('link_id'),
		at: instant('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('satisfaction_once').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

/** A call after a low score. */
export const satisfactionCall = pgTable(
	'satisfaction_call',
	{
		...disputeKey(),
		outcome: text('outcome').$type<CallBack>().notNull(),
		note: text('note').notNull().default(''),
		by: text('by').notNull(),
		at: instant('at').notNull(),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('satisfaction_call_once').on(t.organisationId, t.idempotencyKey),
		index('satisfaction_call_dispute').on(t.organisationId, t.disputeId, t.at),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
