import {
	boolean,
	foreignKey,
	index,
	integer,
	jsonb,
	numeric,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type {
	AnswerVerdict,
	DisputeSource,
	Outcome,
	RequestedOutcome,
	Verdict
} from '$lib/domain/disputes/schema';
import type { ReasonCategory, ReasonKind } from '$lib/domain/disputes/reasons';
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { customer } from './customers';
import { invoice, invoiceLine } from './invoices';
import { organisation, user } from './organisations';

/** Why a customer disagrees; preloaded from domain/disputes/reasons, editable per organisation. */
export const reason = pgTable(
	'reason',
	{
		...tenantKey(),
		code: text('code').notNull(),
		labelFr: text('label_fr').notNull(),
		labelEn: text('label_en').notNull(),
		category: text('category').$type<ReasonCategory>().notNull(),
		/** French life-cycle reason (CDAR), so that it maps to Peppol, EDIFACT and X12. */
		canonicalCode: text('canonical_code').notNull(),
		/** An `answer` holds dunning for a few days and is never counted as a dispute. */
		kind: text('kind').$type<ReasonKind>().notNull(),
		team: text('team').notNull(),
		/** Working days until the customer has an answer. */
		deadlineDays: integer('deadline_days').notNull(),
		/** Calendar days of pause for an answer. */
		answerHoldDays: integer('answer_hold_days').notNull().default(0),
		holdsWholeInvoice: boolean('holds_whole_invoice').notNull().default(false),
		explanationRequired: boolean('explanation_required').notNull().default(false),
		position: integer('position').notNull(),
		archivedAt: instant('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('reason_code').on(t.organisationId, t.code),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

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
		requestedOutcome: text('requested_outcome').$type<RequestedOutcome>().notNull(),
		explanation: text('explanation').notNull().default(''),
		source: text('source').$type<DisputeSource>().notNull(),
		/** Who disagrees: answers go there. Always a contact known to the creditor or the address staff typed. */
		raisedByName: text('raised_by_name').notNull(),
		raisedByEmail: text('raised_by_email').notNull().default(''),
		raisedByContactId: uuid('raised_by_contact_id'),
		language: text('language').$type<'fr' | 'en'>().notNull(),
		collectorId: uuid('collector_id'),
		openedAt: instant('opened_at').notNull(),
		openedOn: localDateColumn('opened_on').notNull(),
		/** The day promised to the customer when the case was opened. */
		answerDueOn: localDateColumn('answer_due_on').notNull(),
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
		})
	]
);

const ofDispute = () => ({
	...tenantKey(),
	customerId: uuid('customer_id').notNull(),
	disputeId: uuid('dispute_id').notNull()
});

export const disputeItem = pgTable(
	'dispute_item',
	{
		...ofDispute(),
		invoiceId: uuid('invoice_id').notNull(),
		invoiceLineId: uuid('invoice_line_id'),
		currency: text('currency').notNull(),
		claimedMinor: moneyMinor('claimed_minor').notNull(),
		/** Set by the decision; null until then. */
		acceptedMinor: moneyMinor('accepted_minor'),
		claimedQuantity: numeric('claimed_quantity'),
		expectedUnitPriceMinor: moneyMinor('expected_unit_price_minor')
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
		...ofDispute(),
		fromStatus: text('from_status').$type<DisputeStatus>(),
		toStatus: text('to_status').$type<DisputeStatus>().notNull(),
		at: instant('at').notNull(),
		on: localDateColumn('on_day').notNull(),
		byKind: text('by_kind').$type<'customer' | 'staff' | 'resolver' | 'system'>().notNull(),
		byName: text('by_name').notNull(),
		note: text('note').notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('dispute_transition_dispute').on(t.organisationId, t.disputeId, t.at),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

/** Who was asked to answer, from when to when. The current one has no `ended_at`. */
export const assignment = pgTable(
	'assignment',
	{
		...ofDispute(),
		userId: uuid('user_id'),
		resolverName: text('resolver_name').notNull(),
		resolverEmail: text('resolver_email').notNull(),
		language: text('language').$type<'fr' | 'en'>().notNull().default('fr'),
		question: text('question').notNull().default(''),
		dueOn: localDateColumn('due_on').notNull(),
		assignedAt: instant('assigned_at').notNull(),
		assignedBy: text('assigned_by').notNull(),
		endedAt: instant('ended_at')
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
		})
	]
);

/** What the resolver says; the decision stays with staff. */
export const answer = pgTable(
	'answer',
	{
		...ofDispute(),
		assignmentId: uuid('assignment_id').notNull(),
		verdict: text('verdict').$type<AnswerVerdict>().notNull(),
		acceptedMinor: moneyMinor('accepted_minor'),
		explanation: text('explanation').notNull().default(''),
		/** Who to ask instead, or what is needed. */
		handOver: text('hand_over').notNull().default(''),
		signedName: text('signed_name').notNull(),
		at: instant('at').notNull(),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('answer_idempotency').on(t.organisationId, t.disputeId, t.idempotencyKey),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.assignmentId],
			foreignColumns: [assignment.organisationId, assignment.id]
		})
	]
);

/** The decision. A later one replaces it; all are kept. */
export const resolution = pgTable(
	'resolution',
	{
		...ofDispute(),
		verdict: text('verdict').$type<Verdict>().notNull(),
		outcome: text('outcome').$type<Outcome>().notNull(),
		acceptedMinor: moneyMinor('accepted_minor').notNull(),
		/** Told to the customer, in his words. */
		explanation: text('explanation').notNull(),
		decidedAt: instant('decided_at').notNull(),
		decidedById: uuid('decided_by_id').notNull(),
		decidedByName: text('decided_by_name').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('resolution_dispute').on(t.organisationId, t.disputeId, t.decidedAt),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

export const message = pgTable(
	'message',
	{
		...ofDispute(),
		audience: text('audience').$type<'customer' | 'internal'>().notNull(),
		authorKind: text('author_kind').$type<'customer' | 'staff' | 'resolver' | 'system'>().notNull(),
		authorName: text('author_name').notNull(),
		body: text('body').notNull(),
		at: instant('at').notNull(),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('message_idempotency').on(t.organisationId, t.disputeId, t.idempotencyKey),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

export const attachment = pgTable(
	'attachment',
	{
		...ofDispute(),
		messageId: uuid('message_id'),
		/** As typed by the sender: data, never a path. */
		name: text('name').notNull(),
		mime: text('mime').notNull(),
		bytes: integer('bytes').notNull(),
		sha256: text('sha256').notNull(),
		storageKey: text('storage_key').notNull(),
		/** Images only: a small re-encoded copy for the page. */
		thumbnailKey: text('thumbnail_key'),
		audience: text('audience').$type<'customer' | 'internal'>().notNull(),
		uploadedByKind: text('uploaded_by_kind').$type<'customer' | 'staff' | 'resolver'>().notNull(),
		uploadedByName: text('uploaded_by_name').notNull(),
		uploadedAt: instant('uploaded_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('attachment_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

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
