import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, localDateColumn, tenantKey } from '../columns';
import { user } from './users';

/** From which day to which a colleague is away, both included, and who answers for him meanwhile. */
export const absence = pgTable(
	'absence',
	{
		...tenantKey(),
		userId: uuid('user_id').notNull(),
		fromOn: localDateColumn('from_on').notNull(),
		untilOn: localDateColumn('until_on').notNull(),
		substituteId: uuid('substitute_id').notNull(),
		enteredBy: text('entered_by').notNull(),
		enteredAt: instant('entered_at').notNull(),
		withdrawnBy: text('withdrawn_by'),
		withdrawnAt: instant('withdrawn_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('absence_until').on(t.organisationId, t.untilOn),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.substituteId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
