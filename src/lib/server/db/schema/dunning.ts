import { sql } from 'drizzle-orm';
import {
	check,
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
import type { CallOutcome } from '$lib/domain/dunning/call-outcome';
import type { RunOrder } from '$lib/domain/dunning/run-state';
import type { Channel, PartialStep, Tone } from '$lib/domain/dunning/scenario';
import { instant, localDateColumn, tenantKey } from '../columns';
import { contact, customer } from './customers';
import { invoice } from './invoices';
import { organisation } from './organisations';

/** A way of reminding, by name; what it says is in its versions. */
export const scenario = pgTable(
	'scenario',
	{
		...tenantKey(),
		name: text('name').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		archivedAt: instant('archived_at'),
		archivedBy: text('archived_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/** A draft until it is published; from then on neither it nor its steps change. */
export const scenarioVersion = pgTable(
	'scenario_version',
	{
		...tenantKey(),
		scenarioId: uuid('scenario_id').notNull(),
		number: integer('number').notNull(),
		/** What changed, in the words of whoever changed it. */
		note: text('note').notNull().default(''),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		publishedAt: instant('published_at'),
		publishedBy: text('published_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('scenario_version_number').on(t.organisationId, t.scenarioId, t.number),
		foreignKey({
			columns: [t.organisationId, t.scenarioId],
			foreignColumns: [scenario.organisationId, scenario.id]
		})
	]
);

/** Who is reminded by which scenario: one customer, a group of customers, or (neither) everybody else. */
export const scenarioChoice = pgTable(
	'scenario_choice',
	{
		...tenantKey(),
		scenarioId: uuid('scenario_id').notNull(),
		customerId: uuid('customer_id'),
		customerGroup: text('customer_group').notNull().default(''),
		chosenAt: instant('chosen_at').notNull(),
		chosenBy: text('chosen_by').notNull(),
		endedAt: instant('ended_at'),
		endedBy: text('ended_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('scenario_choice_once')
			.on(
				t.organisationId,
				sql`coalesce(${t.customerId}, '00000000-0000-0000-0000-000000000000')`,
				t.customerGroup
			)
			.where(sql`ended_at is null`),
		check('scenario_choice_target', sql`customer_id is null or customer_group = ''`),
		foreignKey({
			columns: [t.organisationId, t.scenarioId],
			foreignColumns: [scenario.organisationId, scenario.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

export const step = pgTable(
	'step',
	{
		...tenantKey(),
		versionId: uuid('version_id').notNull(),
		position: integer('position').notNull(),
		/** Short stable name, part of what makes a notice unique. */
		key: text('key').notNull(),
		/** As written; what older versions did not know is filled in by `withDefaults`. */
		definition: jsonb('definition').$type<PartialStep>().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('step_key').on(t.organisationId, t.versionId, t.key),
		foreignKey({
			columns: [t.organisationId, t.versionId],
			foreignColumns: [scenarioVersion.organisationId, scenarioVersion.id]
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
		startedBy: text('started_by').notNull(),
		/** What its progress is measured against: every account at first, those with something open once it is through. */
		customers: integer('customers').notNull().default(0),
		/**
		 * Null until everybody was looked at once: nothing leaves before. Then a fingerprint of what holds
		 * for everybody; as long as it is the same, only whoever changed is looked at again.
		 */
		seen: text('seen')
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

/** What somebody, or the engine itself, told a run to do; the last one holds. */
export const runOrder = pgTable(
	'run_order',
	{
		...tenantKey(),
		runId: uuid('run_id').notNull(),
		kind: text('kind').$type<RunOrder>().notNull(),
		/** Words of a person; for a stop, what was planned and what is usual. */
		note: text('note').notNull().default(''),
		at: instant('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('run_order_run').on(t.organisationId, t.runId, t.at),
		foreignKey({
			columns: [t.organisationId, t.runId],
			foreignColumns: [run.organisationId, run.id]
		})
	]
);
/**
 * Customers whose facts changed since a run looked at them. Triggers on the tables of facts write it
 * (drizzle/0006), so that no change is missed whoever makes it; a run takes the rows away when it looks.
 */
export const customerChange = pgTable(
	'customer_change',
	{
		organisationId: uuid('organisation_id').notNull(),
		id: uuid('id').notNull().defaultRandom(),
		customerId: uuid('customer_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('customer_change_customer').on(t.organisationId, t.customerId)
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
		// A step is due and something is in its way: another hour may change that.
		index('decision_waiting')
			.on(t.organisationId, t.runId, t.customerId)
			.where(sql`outcome = 'nothing' and step_key is not null`),
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
		channel: text('channel').$type<Channel>().notNull(),
		/** How it was said; null in what was written before tones were kept. */
		tone: text('tone').$type<Tone>(),
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
		index('notice_run').on(t.organisationId, t.runId),
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

/** Words a person put in place of the template's, for one notice that waits. */
export const noticeEdit = pgTable(
	'notice_edit',
	{
		...tenantKey(),
		noticeId: uuid('notice_id').notNull(),
		subject: text('subject').notNull(),
		body: text('body').notNull(),
		at: instant('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('notice_edit_notice').on(t.organisationId, t.noticeId, t.at),
		foreignKey({
			columns: [t.organisationId, t.noticeId],
			foreignColumns: [notice.organisationId, notice.id]
		})
	]
);

/** A call made for a notice, and what came of it. */
export const call = pgTable(
	'call',
	{
		...tenantKey(),
		noticeId: uuid('notice_id').notNull(),
		outcome: text('outcome').$type<CallOutcome>().notNull(),
		note: text('note').notNull().default(''),
		/** Day to call again, when nobody answered. */
		againOn: localDateColumn('again_on'),
		at: instant('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('call_notice').on(t.organisationId, t.noticeId, t.at),
		foreignKey({
			columns: [t.organisationId, t.noticeId],
			foreignColumns: [notice.organisationId, notice.id]
		})
	]
);
