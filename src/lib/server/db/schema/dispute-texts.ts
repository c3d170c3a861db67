import { customType, foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { dispute } from './disputes';

const words = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * The words a case is found by. Triggers on the tables of its texts write it (drizzle/0043), and it shows only the
 * rows that say what the transaction searches for.
 */
export const disputeText = pgTable(
	'dispute_text',
	{
		organisationId: uuid('organisation_id').notNull(),
		id: uuid('id').notNull().defaultRandom(),
		customerId: uuid('customer_id').notNull(),
		disputeId: uuid('dispute_id').notNull(),
		words: words('words').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('dispute_text_words').using('gin', t.words),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
