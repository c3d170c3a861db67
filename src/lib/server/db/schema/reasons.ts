import type { Labels } from '$lib/domain/language';
import {
	boolean,
	foreignKey,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import type { ReasonAsks } from '$lib/domain/disputes/reason-field';
import type { ClaimType, ReasonCategory, ReasonKind } from '$lib/domain/disputes/reasons';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** Why a customer disagrees; preloaded from domain/disputes/reasons, editable per organisation. */
export const reason = pgTable(
	'reason',
	{
		...tenantKey(),
		code: text('code').notNull(),
		/** A language without its own words gets the first that were written. */
		labels: jsonb('labels').$type<Labels>().notNull().default({}),
		category: text('category').$type<ReasonCategory>().notNull(),
		/** Who approves what is credited for it depends on it. */
		claimType: text('claim_type').$type<ClaimType>().notNull().default('non_trade'),
		/** French life-cycle reason (CDAR), so that it maps to Peppol, EDIFACT and X12. */
		canonicalCode: text('canonical_code').notNull(),
		/** An `answer` holds dunning for a few days and is never counted as a dispute. */
		kind: text('kind').$type<ReasonKind>().notNull(),
		team: text('team').notNull(),
		/** Working days until the customer has an answer. */
		deadlineDays: integer('deadline_days').notNull(),
		/** Working days until somebody takes a case of it up; 0 = the same day. */
		acknowledgeDays: integer('acknowledge_days').notNull().default(1),
		/** Working days from the decision until the case is closed. */
		closureDays: integer('closure_days').notNull().default(5),
		/** Calendar days of pause for an answer. */
		answerHoldDays: integer('answer_hold_days').notNull().default(0),
		holdsWholeInvoice: boolean('holds_whole_invoice').notNull().default(false),
		/** Null: what its category asks for. */
		asks: text('asks').$type<ReasonAsks>(),
		explanationRequired: boolean('explanation_required').notNull().default(false),
		/** What to do about a case of it, for staff and whoever is asked; customers never read it. */
		procedure: text('procedure').notNull().default(''),
		/** What a decision about such a case usually leaves to do, a line each. */
		suggestedTasks: jsonb('suggested_tasks').$type<Labels>().notNull().default({}),
		/** Nobody closes a decided case of it before its cause is noted. */
		causeRequired: boolean('cause_required').notNull().default(false),
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
