import {
	boolean,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Decision } from '$lib/domain/dunning/decision';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import { instant, localDateColumn, tenantKey } from '../columns';
import { contact, customer } from './customers';
import { invoice } from './invoices';
import { organisation } from './organisations';

/** A published scenario never changes: an edit is a new row. */
export const scenario = pgTable(
	'scenario',
	{
		...tenantKey(),
		name: text('name').notNull(),
		isDefault: boolean('is_default').notNull(),
		publishedAt: instant('published_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

export const step = pgTable(
	'step',
	{
		...tenantKey(),
		scenarioId: uuid('scenario_id').notNull(),
		position: integer('position').notNull(),
		/** Short stable name, part of what makes a notice unique. */
		key: text('key').notNull(),
		definition: jsonb('definition')
			.$type<Omit<StepDefinition, 'id' | 'key' | 'position'>>()
			.notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('step_key').on(t.organisationId, t.scenarioId, t.key),
		foreignKey({
			columns: [t.organisationId, t.scenarioId],
			foreignColumns: [scenario.organisationId, scenario.id]
		})
	]
);

/** One per organisation and business day; looked at again by every tick of that day. */
export const run = pgTable(
	'run',
	{
		...tenantKey(),
		runOn: localDateColumn('run_on').notNull(),
		startedAt: instant('started_at').notNull(),
		lastAt: instant('last_at').notNull(),
		startedBy: text('started_by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('run_day').on(t.organisationId, t.runOn),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/** What was decided for a customer in a run, and always why. The last look of the day stands. */
export const decision = pgTable(
	'decision',
	{
		...tenantKey(),
		runId: uuid('run_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		outcome: text('outcome').$type<Decision['outcome']>().notNull(),
		stepKey: text('step_key'),
		leaderInvoiceId: uuid('leader_invoice_id'),
		/** The whole decision, bigint amounts as text. */
		detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
		decidedAt: instant('decided_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('decision_customer').on(t.organisationId, t.runId, t.customerId),
		index('decision_by_customer').on(t.organisationId, t.customerId, t.decidedAt),
		foreignKey({
			columns: [t.organisationId, t.runId],
			foreignColumns: [run.organisationId, run.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

/** One step for one leader invoice of one customer, once: the key is taken before anything is sent. */
export const notice = pgTable(
	'notice',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		contactId: uuid('contact_id'),
		leaderInvoiceId: uuid('leader_invoice_id').notNull(),
		stepKey: text('step_key').notNull(),
		stepId: uuid('step_id').notNull(),
		runId: uuid('run_id').notNull(),
		channel: text('channel').$type<'email' | 'letter' | 'call'>().notNull(),
		status: text('status').$type<NoticeStatus>().notNull(),
		/** What was written to the customer, fixed at the claim; bigint amounts as text. */
		content: jsonb('content').$type<Record<string, unknown>>(),
		/** Decision reasons when it was cancelled or waits. */
		reasons: jsonb('reasons').$type<string[]>().notNull().default([]),
		plannedAt: instant('planned_at').notNull(),
		plannedOn: localDateColumn('planned_on').notNull(),
		closedAt: instant('closed_at'),
		closedOn: localDateColumn('closed_on')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('notice_once').on(t.organisationId, t.customerId, t.leaderInvoiceId, t.stepKey),
		index('notice_customer').on(t.organisationId, t.customerId, t.plannedAt),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.contactId],
			foreignColumns: [contact.organisationId, contact.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.leaderInvoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.stepId],
			foreignColumns: [step.organisationId, step.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.runId],
			foreignColumns: [run.organisationId, run.id]
		})
	]
);
/** A call or letter waits `to_confirm` until a person did it; e-mail goes planned → sent. */
export type NoticeStatus =
	'to_confirm' | 'planned' | 'sent' | 'unknown' | 'failed' | 'cancelled' | 'done';
