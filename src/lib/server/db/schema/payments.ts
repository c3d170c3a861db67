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
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { customer } from './customers';
import { invoice } from './invoices';

export const creditNote = pgTable(
	'credit_note',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		number: text('number').notNull(),
		issuedOn: localDateColumn('issued_on').notNull(),
		currency: text('currency').notNull(),
		totalMinor: moneyMinor('total_minor').notNull(),
		/** Set against invoices, kept by the database from the rows that say it (drizzle/0074). */
		usedMinor: moneyMinor('used_minor')
			.notNull()
			.default(sql`0`),
		/** The case that caused it, if any. */
		disputeId: uuid('dispute_id'),
		/** What its case granted of it. */
		creditedMinor: moneyMinor('credited_minor'),
		/** Its PDF as the ledger made it; null = drawn from this row. */
		documentId: uuid('document_id'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('credit_note_number').on(t.organisationId, t.number),
		index('credit_note_customer').on(t.organisationId, t.customerId),
		index('credit_note_case')
			.on(t.organisationId, t.disputeId)
			.where(sql`dispute_id is not null`),
		index('credit_note_unused')
			.on(t.organisationId, t.customerId)
			.where(sql`total_minor <> used_minor`),
		check('credit_note_credited', sql`(dispute_id is null) = (credited_minor is null)`),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

export const payment = pgTable(
	'payment',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		receivedOn: localDateColumn('received_on').notNull(),
		currency: text('currency').notNull(),
		totalMinor: moneyMinor('total_minor').notNull(),
		/** As of a credit note. */
		usedMinor: moneyMinor('used_minor')
			.notNull()
			.default(sql`0`),
		reference: text('reference').notNull().default(''),
		/** `write_off`: no money, a small rest that was given up (schema/write-offs). */
		source: text('source').$type<'import' | 'staff' | 'bank' | 'write_off'>().notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('payment_customer').on(t.organisationId, t.customerId),
		index('payment_unused')
			.on(t.organisationId, t.customerId)
			.where(sql`total_minor <> used_minor`),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

/** What a payment or a credit note settles of one invoice. openAmount = total − Σ allocations. */
export const allocation = pgTable(
	'allocation',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		paymentId: uuid('payment_id'),
		creditNoteId: uuid('credit_note_id'),
		allocatedOn: localDateColumn('allocated_on').notNull(),
		amountMinor: moneyMinor('amount_minor').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('allocation_invoice').on(t.organisationId, t.invoiceId),
		// What a run settles, thousands of customers at once.
		index('allocation_customer').on(t.organisationId, t.customerId),
		check('allocation_source', sql`(payment_id is null) <> (credit_note_id is null)`),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.paymentId],
			foreignColumns: [payment.organisationId, payment.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.creditNoteId],
			foreignColumns: [creditNote.organisationId, creditNote.id]
		})
	]
);
