import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	integer,
	json,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Decision, DecisionReasonCode } from '$lib/domain/dunning/decision';
import type { RunOrder } from '$lib/domain/dunning/run-state';
import { instant, localDateColumn, tenantKey } from '../columns';
import { customer } from './customers';
import { organisation } from './organisations';

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
		organisationId: uuid('organisation_id').notNull(),
		runId: uuid('run_id').notNull(),
		customerId: uuid('customer_id').notNull(),
		outcome: text('outcome').$type<Decision['outcome']>().notNull(),
		stepKey: text('step_key'),
		leaderInvoiceId: uuid('leader_invoice_id'),
		/** Codes of its reasons: a run is counted and searched by them. */
		reasons: text('reasons').array().$type<DecisionReasonCode[]>().notNull(),
		/** The whole decision, bigint amounts as text. Written by the million and never searched: not taken apart. */
		detail: json('detail').$type<Record<string, unknown>>().notNull(),
		decidedAt: instant('decided_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.runId, t.customerId] }),
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
