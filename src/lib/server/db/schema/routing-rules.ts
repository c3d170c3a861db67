import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ReasonCategory } from '$lib/domain/disputes/reasons';
import { instant, moneyMinor, tenantKey } from '../columns';
import { customer } from './customers';
import { organisation } from './organisations';
import { reason } from './reasons';
import { user } from './users';

/** Whom a new case is given to, in the order in which they are asked; see domain/disputes/routing. */
export const routingRule = pgTable(
	'routing_rule',
	{
		...tenantKey(),
		name: text('name').notNull(),
		reasonId: uuid('reason_id'),
		category: text('category').$type<ReasonCategory>(),
		customerId: uuid('customer_id'),
		customerGroup: text('customer_group').notNull().default(''),
		fromMinor: moneyMinor('from_minor'),
		team: text('team'),
		userId: uuid('user_id'),
		position: integer('position').notNull(),
		archivedAt: instant('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		check('routing_rule_target', sql`num_nonnulls(team, user_id) = 1`),
		check('routing_rule_amount', sql`from_minor > 0`),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.reasonId],
			foreignColumns: [reason.organisationId, reason.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
