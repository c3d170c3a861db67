import { foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Language } from '$lib/domain/language';
import type { Team } from '$lib/domain/disputes/team-told';
import { tenantKey } from '../columns';
import { organisation } from './organisations';

/** Who answers for a team when whoever was asked does not. */
export const team = pgTable(
	'team',
	{
		...tenantKey(),
		key: text('key').$type<Team>().notNull(),
		headName: text('head_name').notNull(),
		headEmail: text('head_email').notNull(),
		headLanguage: text('head_language').$type<Language>().notNull()
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
