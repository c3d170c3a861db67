import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { PartialStep } from '$lib/domain/dunning/scenario';
import { instant, tenantKey } from '../columns';
import { customer } from './customers';
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
