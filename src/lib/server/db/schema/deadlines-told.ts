import { foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { disputeKey, instant, localDateColumn } from '../columns';
import { dispute } from './disputes';

/** Somebody was told that a day of a case is in danger, or broken, or that a task is late: each once. */
export const deadlineTold = pgTable(
	'deadline_told',
	{
		...disputeKey(),
		/** Which day of what, how it stood, and who was told: disputes/deadlines-told.ts. */
		key: text('key').notNull(),
		on: localDateColumn('on').notNull(),
		at: instant('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('deadline_told_once').on(t.organisationId, t.disputeId, t.key),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
