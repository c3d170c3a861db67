import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { customerKey, instant } from '../columns';
import { dispute } from './disputes';
import { invoice } from './invoices';

/** What a customer was shown before he sent a case, and whether it answered him. */
export const knownAnswer = pgTable(
	'known_answer',
	{
		...customerKey(),
		invoiceId: uuid('invoice_id').notNull(),
		reasonCode: text('reason_code').notNull(),
		kind: text('kind')
			.$type<'delivery_note' | 'order_number' | 'credit_note' | 'duplicate'>()
			.notNull(),
		outcome: text('outcome').$type<'answers' | 'continued'>().notNull(),
		/** The case he opened all the same. */
		disputeId: uuid('dispute_id'),
		byName: text('by_name').notNull(),
		linkId: uuid('link_id'),
		at: instant('at').notNull(),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('known_answer_once').on(
			t.organisationId,
			t.customerId,
			t.idempotencyKey,
			t.invoiceId,
			t.kind
		),
		index('known_answer_invoice').on(t.organisationId, t.invoiceId),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
