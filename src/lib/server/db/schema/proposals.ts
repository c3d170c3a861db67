import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Lapse } from '$lib/domain/disputes/offer-over';
import type { Covers } from '$lib/domain/disputes/proposal';
import type { Language } from '$lib/domain/language';
import { disputeKey, instant, localDateColumn, moneyMinor } from '../columns';
import { dispute } from './disputes';
import { user } from './users';

/** What staff offer to end a case. It never changes: another offer is another row. */
export const proposal = pgTable(
	'proposal',
	{
		...disputeKey(),
		kind: text('kind').$type<'credit' | 'replacement' | 'instalments'>().notNull(),
		currency: text('currency').notNull(),
		/** Credited, or to be paid in parts; null for a replacement. */
		amountMinor: moneyMinor('amount_minor'),
		/** Parts of an instalment plan: day and minor units as text. */
		shares: jsonb('shares').$type<{ dueOn: string; amountMinor: string }[]>().notNull().default([]),
		/** Of an instalment plan: what is contested, or all that is left to pay of the invoices of the case. */
		covers: text('covers').$type<Covers>(),
		text: text('text').notNull().default(''),
		/** Last day the customer may accept it, in the organisation's time zone. */
		validUntil: localDateColumn('valid_until').notNull(),
		proposedAt: instant('proposed_at').notNull(),
		proposedById: uuid('proposed_by_id').notNull(),
		proposedByName: text('proposed_by_name').notNull(),
		withdrawnAt: instant('withdrawn_at'),
		withdrawnBy: text('withdrawn_by'),
		/** When everybody was told that nobody can accept it any more, and why. */
		lapsedAt: instant('lapsed_at'),
		lapsedAs: text('lapsed_as').$type<Lapse>(),
		/** What was agreed has been booked: it happens once. */
		carriedOutAt: instant('carried_out_at'),
		/** First payment of the plan that was agreed. */
		promiseId: uuid('promise_id'),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('proposal_dispute').on(t.organisationId, t.disputeId),
		check('proposal_lapse', sql`(lapsed_at is null) = (lapsed_as is null)`),
		uniqueIndex('proposal_once').on(t.organisationId, t.disputeId, t.idempotencyKey),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.proposedById],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);

/** The customer's yes or no: evidence, written once. */
export const proposalAnswer = pgTable(
	'proposal_answer',
	{
		...disputeKey(),
		proposalId: uuid('proposal_id').notNull(),
		verdict: text('verdict').$type<'accepted' | 'refused'>().notNull(),
		/** The name he typed under it. */
		signedName: text('signed_name').notNull(),
		note: text('note').notNull().default(''),
		/** What he read when he pressed the button, word for word, and its SHA-256. */
		shownText: text('shown_text').notNull(),
		shownSha256: text('shown_sha256').notNull(),
		language: text('language').$type<Language>().notNull(),
		linkId: uuid('link_id').notNull(),
		holderName: text('holder_name').notNull(),
		holderEmail: text('holder_email').notNull(),
		/** Network address the answer came from. */
		address: text('address').notNull().default(''),
		at: instant('at').notNull(),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('proposal_answer_once').on(t.organisationId, t.proposalId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.proposalId],
			foreignColumns: [proposal.organisationId, proposal.id]
		})
	]
);
