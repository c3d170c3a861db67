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
import type { Labels, Language } from '$lib/domain/language';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** A team of the house, with who answers for it when whoever was asked does not; nobody where no address is kept. */
export const team = pgTable(
	'team',
	{
		...tenantKey(),
		key: text('key').notNull(),
		/** Empty: a usual one, in words of the product. */
		labels: jsonb('labels').$type<Labels>().notNull().default({}),
		/** Null: its usual place. */
		position: integer('position'),
		shownToCustomers: boolean('shown_to_customers').notNull().default(true),
		archivedAt: instant('archived_at'),
		headName: text('head_name').notNull().default(''),
		headEmail: text('head_email').notNull().default(''),
		headLanguage: text('head_language').$type<Language>().notNull().default('fr')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('team_key').on(t.organisationId, t.key),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);
