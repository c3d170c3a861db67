import { foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** What the hourly check of a promise of the product found last; zero is good news and kept too. */
export const finding = pgTable(
	'finding',
	{
		organisationId: tenantKey().organisationId,
		check: text('check_name').notNull(),
		count: integer('count').notNull(),
		/** A few ids, for whoever looks. */
		sample: text('sample').notNull().default(''),
		at: instant('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.check] }),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);
