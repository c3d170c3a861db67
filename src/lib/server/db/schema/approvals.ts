import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { ApprovalAct, RequestEnd, RequestKind } from '$lib/domain/disputes/approval-request';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import { disputeKey, instant, localDateColumn, moneyMinor } from '../columns';
import { dispute } from './disputes';
import { user } from './users';

/** A decision or an offer somebody may not give alone. At most one of a case waits. */
export const approvalRequest = pgTable(
	'approval_request',
	{
		...disputeKey(),
		kind: text('kind').$type<RequestKind>().notNull(),
		/** Of a decision. */
		verdict: text('verdict').$type<Verdict>(),
		outcome: text('outcome').$type<Outcome>(),
		/** As it was asked for; what was reduced since is in the signatures. */
		amountMinor: moneyMinor('amount_minor').notNull(),
		/** What earlier rounds of the case credited, when it was asked. */
		creditedMinor: moneyMinor('credited_minor').notNull(),
		/** What was contested when it was asked: another claim needs another decision. */
		claimedMinor: moneyMinor('claimed_minor').notNull(),
		currency: text('currency').notNull(),
		/** Told to the customer once it is granted, in his words. */
		text: text('text').notNull(),
		/** Of an offer: the last day on which it may be accepted. */
		validUntil: localDateColumn('valid_until'),
		idempotencyKey: text('idempotency_key').notNull(),
		askedAt: instant('asked_at').notNull(),
		askedById: uuid('asked_by_id').notNull(),
		askedByName: text('asked_by_name').notNull(),
		endedAt: instant('ended_at'),
		endedAs: text('ended_as').$type<RequestEnd>(),
		endedByName: text('ended_by_name')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('approval_request_dispute').on(t.organisationId, t.disputeId),
		uniqueIndex('approval_request_open')
			.on(t.organisationId, t.disputeId)
			.where(sql`ended_at is null`),
		uniqueIndex('approval_request_once').on(t.organisationId, t.disputeId, t.idempotencyKey),
		check('approval_request_ended', sql`(ended_at is null) = (ended_as is null)`),
		check('approval_request_amount', sql`amount_minor > 0`),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.askedById],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);

/** What an approver did with a request, or what he was answered: written once. */
export const approval = pgTable(
	'approval',
	{
		...disputeKey(),
		requestId: uuid('request_id').notNull(),
		act: text('act').$type<ApprovalAct>().notNull(),
		/** Counted from 1. */
		level: integer('level').notNull(),
		/** What is left of the credit, of one who reduced it. */
		amountMinor: moneyMinor('amount_minor'),
		note: text('note').notNull().default(''),
		/** Of one who reduced it: what the customer reads instead; empty = what was asked for. */
		customerText: text('customer_text').notNull().default(''),
		at: instant('at').notNull(),
		byId: uuid('by_id').notNull(),
		byName: text('by_name').notNull(),
		/** The colleague he stood in for. */
		forName: text('for_name').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('approval_of_request').on(t.organisationId, t.requestId, t.at),
		uniqueIndex('approval_level_once')
			.on(t.organisationId, t.requestId, t.level)
			.where(sql`act in ('approve', 'reduce')`),
		uniqueIndex('approval_person_once')
			.on(t.organisationId, t.requestId, t.byId)
			.where(sql`act in ('approve', 'reduce')`),
		foreignKey({
			columns: [t.organisationId, t.requestId],
			foreignColumns: [approvalRequest.organisationId, approvalRequest.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.byId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
