import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { disputeKey, instant } from '../columns';
import { dispute } from './disputes';

/** Somebody read what a customer wrote last about a case, and says why it needs no answer: written once. */
export const replyReading = pgTable(
	'reply_reading',
	{
		...disputeKey(),
		at: instant('at').notNull(),
		byName: text('by_name').notNull(),
		why: text('why').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('reply_reading_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
