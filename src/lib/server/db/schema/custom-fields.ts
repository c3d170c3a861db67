import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { FieldKind, FieldSubject } from '$lib/domain/fields/field';
import type { Labels } from '$lib/domain/language';
import { customerKey, instant, tenantKey } from '../columns';
import { customer } from './customers';
import { invoice } from './invoices';
import { organisation } from './organisations';

/** What an organisation wants to know besides about its customers and invoices; no customer reads it. */
export const customField = pgTable(
	'custom_field',
	{
		...tenantKey(),
		subject: text('subject_kind').$type<FieldSubject>().notNull(),
		kind: text('kind').$type<FieldKind>().notNull(),
		labels: jsonb('labels').$type<Labels>().notNull(),
		choices: text('choices').array().notNull(),
		position: integer('position').notNull(),
		archivedAt: instant('archived_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		check('custom_field_subject_kind', sql`subject_kind in ('customer', 'invoice')`),
		check('custom_field_kind', sql`kind in ('text', 'number', 'date', 'choice')`),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/** What is known: of a customer, or of one of its invoices. Nothing known has no row. */
export const customValue = pgTable(
	'custom_value',
	{
		...customerKey(),
		invoiceId: uuid('invoice_id'),
		fieldId: uuid('field_id').notNull(),
		value: text('value').notNull(),
		setAt: instant('set_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('custom_value_of_customer')
			.on(t.organisationId, t.customerId, t.fieldId)
			.where(sql`invoice_id is null`),
		uniqueIndex('custom_value_of_invoice')
			.on(t.organisationId, t.invoiceId, t.fieldId)
			.where(sql`invoice_id is not null`),
		index('custom_value_of_field').on(t.organisationId, t.fieldId, t.value, t.customerId),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.fieldId],
			foreignColumns: [customField.organisationId, customField.id]
		})
	]
);
