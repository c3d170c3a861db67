import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	integer,
	numeric,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { customerKey, instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { customer } from './customers';

/** A stored file that belongs to the ledger (invoice PDF, delivery note, credit note). */
export const document = pgTable(
	'document',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		kind: text('kind').$type<DocumentKind>().notNull(),
		name: text('name').notNull(),
		mime: text('mime').notNull(),
		bytes: integer('bytes').notNull(),
		sha256: text('sha256').notNull(),
		storageKey: text('storage_key').notNull(),
		/** The case it answers (credit note, corrected invoice); null for the rest of the ledger. */
		disputeId: uuid('dispute_id'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

/** `posting_proof`: what the post gave for a registered letter. */
export type DocumentKind =
	'invoice' | 'corrected_invoice' | 'credit_note' | 'delivery_note' | 'order' | 'posting_proof';

export const invoice = pgTable(
	'invoice',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		number: text('number').notNull(),
		issuedOn: localDateColumn('issued_on').notNull(),
		/** Null when neither the file nor the terms tell it: never chased, with that reason. */
		dueOn: localDateColumn('due_on'),
		currency: text('currency').notNull(),
		/** Including tax, minor units. */
		totalMinor: moneyMinor('total_minor').notNull(),
		/** Of payments and credit notes, kept by the database from their rows (drizzle/0074). */
		settledMinor: moneyMinor('settled_minor')
			.notNull()
			.default(sql`0`),
		orderNumber: text('order_number').notNull().default(''),
		/** Reference of the delivery note, as the ledger writes it. */
		deliveryNote: text('delivery_note').notNull().default(''),
		documentId: uuid('document_id'),
		/** Name of the PDF announced by the import, kept until the file arrives. */
		documentName: text('document_name').notNull().default(''),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('invoice_number').on(t.organisationId, t.number),
		index('invoice_number_begins').on(t.organisationId, t.number.op('text_pattern_ops')),
		index('invoice_customer').on(t.organisationId, t.customerId, t.dueOn),
		index('invoice_open')
			.on(t.organisationId, t.customerId, t.dueOn)
			.where(sql`total_minor > settled_minor`),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.documentId],
			foreignColumns: [document.organisationId, document.id]
		})
	]
);

export const invoiceLine = pgTable(
	'invoice_line',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		position: integer('position').notNull(),
		description: text('description').notNull(),
		quantity: numeric('quantity').notNull(),
		unitPriceMinor: moneyMinor('unit_price_minor').notNull(),
		/** Including tax. */
		totalMinor: moneyMinor('total_minor').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('invoice_line_invoice').on(t.organisationId, t.invoiceId),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		})
	]
);

/** What else is known about an invoice: its delivery note, its order, a corrected copy. */
export const invoiceDocument = pgTable(
	'invoice_document',
	{
		...customerKey(),
		invoiceId: uuid('invoice_id').notNull(),
		documentId: uuid('document_id').notNull(),
		linkedAt: instant('linked_at').notNull(),
		linkedBy: text('linked_by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('invoice_document_once').on(t.organisationId, t.invoiceId, t.documentId),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.documentId],
			foreignColumns: [document.organisationId, document.id]
		})
	]
);
