import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { ResidualReason } from '$lib/domain/credits/residual';
import { disputeKey, instant, localDateColumn, moneyMinor } from '../columns';
import { dispute } from './disputes';
import { invoice } from './invoices';
import { payment } from './payments';

/** What little a credit note left on an invoice, given up by somebody: written once, never changed. */
export const writeOff = pgTable(
	'write_off',
	{
		...disputeKey(),
		invoiceId: uuid('invoice_id').notNull(),
		/** What settles the invoice, of source `write_off`. */
		paymentId: uuid('payment_id').notNull(),
		amountMinor: moneyMinor('amount_minor').notNull(),
		currency: text('currency').notNull(),
		reason: text('kind').$type<ResidualReason>().notNull(),
		on: localDateColumn('on').notNull(),
		at: instant('at').notNull(),
		byId: uuid('by_id').notNull(),
		byName: text('by_name').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		// Many small sums are no large one.
		uniqueIndex('write_off_once').on(t.organisationId, t.invoiceId),
		index('write_off_dispute').on(t.organisationId, t.disputeId),
		index('write_off_payment').on(t.organisationId, t.paymentId),
		check('write_off_amount', sql`amount_minor > 0`),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.paymentId],
			foreignColumns: [payment.organisationId, payment.id]
		})
	]
);
