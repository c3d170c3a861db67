import { isNotNull, sql } from 'drizzle-orm';
import type { Language } from '$lib/domain/language';
import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { AnswerVerdict } from '$lib/domain/disputes/schema';
import { disputeKey, instant, localDateColumn, moneyMinor } from '../columns';
import { dispute } from './disputes';
import { user } from './users';

/** Who was asked to answer, from when to when. The current one has no `ended_at`. */
export const assignment = pgTable(
	'assignment',
	{
		...disputeKey(),
		userId: uuid('user_id'),
		resolverName: text('resolver_name').notNull(),
		resolverEmail: text('resolver_email').notNull(),
		language: text('language').$type<Language>().notNull().default('fr'),
		question: text('question').notNull().default(''),
		dueOn: localDateColumn('due_on').notNull(),
		assignedAt: instant('assigned_at').notNull(),
		assignedBy: text('assigned_by').notNull(),
		endedAt: instant('ended_at'),
		/** Away when he was asked: the question went to whoever stood in for him, and until when. */
		standInId: uuid('stand_in_id'),
		standInName: text('stand_in_name').notNull().default(''),
		awayUntil: localDateColumn('away_until'),
		/** As the rule that chose him was called then; empty = a person did. */
		routedBy: text('routed_by').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('assignment_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.standInId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);

/** What the resolver says; the decision stays with staff. */
export const answer = pgTable(
	'answer',
	{
		...disputeKey(),
		assignmentId: uuid('assignment_id').notNull(),
		verdict: text('verdict').$type<AnswerVerdict>().notNull(),
		acceptedMinor: moneyMinor('accepted_minor'),
		explanation: text('explanation').notNull().default(''),
		/** Who to ask instead, or what is needed. */
		handOver: text('hand_over').notNull().default(''),
		/** need_information: the colleague he asks, as he typed him; empty: whoever asked him, or the customer. */
		colleague: text('colleague').notNull().default(''),
		/** The account that was told of it; null: nobody was found by what he typed. */
		colleagueId: uuid('colleague_id'),
		/** Of whoever answered: of the link, or of the account. Empty before it was kept. */
		byEmail: text('by_email').notNull().default(''),
		signedName: text('signed_name').notNull(),
		/** He answered as the substitute of whoever was asked: his account, whatever he signs with. */
		standInId: uuid('stand_in_id'),
		/** He was signed in beside his link: whose account it was, whoever holds the link. */
		signedInId: uuid('signed_in_id'),
		signedInName: text('signed_in_name').notNull().default(''),
		at: instant('at').notNull(),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('answer_idempotency').on(t.organisationId, t.disputeId, t.idempotencyKey),
		index('answer_stand_in').on(t.organisationId, t.assignmentId).where(isNotNull(t.standInId)),
		index('answer_not_for_me')
			.on(t.organisationId, t.disputeId)
			.where(sql`verdict = 'not_for_me'`),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.assignmentId],
			foreignColumns: [assignment.organisationId, assignment.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.signedInId],
			foreignColumns: [user.organisationId, user.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.colleagueId],
			foreignColumns: [user.organisationId, user.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.standInId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
