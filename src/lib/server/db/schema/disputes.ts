import type { Language } from '$lib/domain/language';
import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	jsonb,
	numeric,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { AmendedBy, CaseContent } from '$lib/domain/disputes/amendment';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { Priority } from '$lib/domain/disputes/priority';
import type { DisputeSource, RequestedOutcome } from '$lib/domain/disputes/schema';
import { disputeKey, instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { customer } from './customers';
import { invoice, invoiceLine } from './invoices';
import { reason } from './reasons';
import { user } from './users';

export const dispute = pgTable(
	'dispute',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		/** Human reference, LIT-2026-000123. */
		reference: text('reference').notNull(),
		reasonId: uuid('reason_id').notNull(),
		/** Moved only by transition-dispute.ts, together with its `dispute_transition` row. */
		status: text('status').$type<DisputeStatus>().notNull(),
		/** How soon it is to be seen to, by an officer; customers read nothing of it. */
		priority: text('priority').$type<Priority>().notNull().default('normal'),
		requestedOutcome: text('requested_outcome').$type<RequestedOutcome>().notNull(),
		explanation: text('explanation').notNull().default(''),
		source: text('source').$type<DisputeSource>().notNull(),
		/** Who disagrees: answers go there. Always a contact known to the creditor or the address staff typed. */
		raisedByName: text('raised_by_name').notNull(),
		raisedByEmail: text('raised_by_email').notNull().default(''),
		raisedByContactId: uuid('raised_by_contact_id'),
		language: text('language').$type<Language>().notNull(),
		collectorId: uuid('collector_id'),
		/** The case that goes on in its place, once it was closed as a double of it. */
		duplicateOfId: uuid('duplicate_of_id'),
		/** What it claimed is claimed by that case since: it is never opened again. */
		mergedAt: instant('merged_at'),
		/** The closed case it takes up, which was too old to go on. */
		followsId: uuid('follows_id'),
		openedAt: instant('opened_at').notNull(),
		openedOn: localDateColumn('opened_on').notNull(),
		/** The day promised to the customer when the case was opened. */
		answerDueOn: localDateColumn('answer_due_on').notNull(),
		/** The promised day we missed and told its followers of last. */
		missedToldOf: localDateColumn('missed_told_of'),
		/** Its customer was reminded then, last, of what he is asked. */
		customerRemindedOn: localDateColumn('customer_reminded_on'),
		/** What the reason asks for besides the explanation (an order number, a date), one at most. */
		detail: jsonb('detail').$type<{ field: string; value: string }>(),
		/** SHA-256 of what was typed: the same key with other words is another wish. */
		contentSha256: text('content_sha256').notNull().default(''),
		/** The same key always gives the same case. */
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('dispute_reference').on(t.organisationId, t.reference),
		uniqueIndex('dispute_idempotency').on(t.organisationId, t.customerId, t.idempotencyKey),
		index('dispute_customer').on(t.organisationId, t.customerId),
		index('dispute_status').on(t.organisationId, t.status),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.reasonId],
			foreignColumns: [reason.organisationId, reason.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.collectorId],
			foreignColumns: [user.organisationId, user.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.duplicateOfId],
			foreignColumns: [t.organisationId, t.id]
		}),
		index('dispute_ended_in')
			.on(t.organisationId, t.duplicateOfId)
			.where(sql`duplicate_of_id is not null`),
		index('dispute_follows')
			.on(t.organisationId, t.followsId)
			.where(sql`follows_id is not null`),
		foreignKey({
			columns: [t.organisationId, t.followsId],
			foreignColumns: [t.organisationId, t.id]
		})
	]
);

export const disputeItem = pgTable(
	'dispute_item',
	{
		...disputeKey(),
		invoiceId: uuid('invoice_id').notNull(),
		invoiceLineId: uuid('invoice_line_id'),
		currency: text('currency').notNull(),
		claimedMinor: moneyMinor('claimed_minor').notNull(),
		/** Set by the decision; null until then. */
		acceptedMinor: moneyMinor('accepted_minor'),
		claimedQuantity: numeric('claimed_quantity'),
		expectedUnitPriceMinor: moneyMinor('expected_unit_price_minor'),
		/** Of a case that went into another one: of this, what rested twice and counts once since; null = none. */
		freedMinor: moneyMinor('freed_minor'),
		/** Came with an amendment; null = claimed since the case was opened. */
		addedAt: instant('added_at'),
		/** Amended by the customer before anybody worked on it: claims nothing from then on. */
		replacedAt: instant('replaced_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('dispute_item_invoice').on(t.organisationId, t.invoiceId),
		index('dispute_item_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.invoiceLineId],
			foreignColumns: [invoiceLine.organisationId, invoiceLine.id]
		})
	]
);

/** Every step of a case: who, when, why. `reopened` is a transition back from an end. */
export const disputeTransition = pgTable(
	'dispute_transition',
	{
		...disputeKey(),
		fromStatus: text('from_status').$type<DisputeStatus>(),
		toStatus: text('to_status').$type<DisputeStatus>().notNull(),
		at: instant('at').notNull(),
		on: localDateColumn('on_day').notNull(),
		byKind: text('by_kind').$type<'customer' | 'staff' | 'resolver' | 'system'>().notNull(),
		byName: text('by_name').notNull(),
		note: text('note').notNull().default(''),
		/** The day the mail came whose reading took this step; null: no mail did. */
		heardOn: localDateColumn('heard_on')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('dispute_transition_dispute').on(t.organisationId, t.disputeId, t.at),
		index('dispute_transition_again')
			.on(t.organisationId, t.disputeId)
			.where(
				sql`to_status = 'in_progress' and from_status not in ('submitted', 'assigned', 'waiting_customer', 'waiting_third_party')`
			),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

/** A day staff commit to again, after the first one could not be kept or when the next step has its own. */
export const disputeCommitment = pgTable(
	'dispute_commitment',
	{
		...disputeKey(),
		dueOn: localDateColumn('due_on').notNull(),
		/** What will be there by then, for the customer to read; empty = the answer. */
		what: text('what').notNull().default(''),
		setAt: instant('set_at').notNull(),
		setById: uuid('set_by_id'),
		setByName: text('set_by_name').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('dispute_commitment_dispute').on(t.organisationId, t.disputeId, t.setAt),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

/** What a customer changed of his case before anybody worked on it, and the reason where the house put it right. */
export const disputeAmendment = pgTable(
	'dispute_amendment',
	{
		...disputeKey(),
		before: jsonb('before').$type<CaseContent>().notNull(),
		after: jsonb('after').$type<CaseContent>().notNull(),
		at: instant('at').notNull(),
		byKind: text('by_kind').$type<AmendedBy>().notNull().default('customer'),
		byName: text('by_name').notNull(),
		linkId: uuid('link_id'),
		contentSha256: text('content_sha256').notNull().default(''),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('dispute_amendment_once').on(t.organisationId, t.disputeId, t.idempotencyKey),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
