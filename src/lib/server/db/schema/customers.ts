import type { Language } from '$lib/domain/language';
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { ContactRole } from '$lib/domain/dunning/contact-role';
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { organisation } from './organisations';
import { user } from './users';

export const customer = pgTable(
	'customer',
	{
		...tenantKey(),
		code: text('code').notNull(),
		name: text('name').notNull(),
		country: text('country').notNull().default('FR'),
		language: text('language').$type<Language>().notNull().default('fr'),
		address: text('address').notNull().default(''),
		/** Group of customers it belongs to; empty = none. It may choose the scenario. */
		customerGroup: text('customer_group').notNull().default(''),
		/** Pays by direct debit: only the preventive message is sent. */
		directDebit: boolean('direct_debit').notNull().default(false),
		collectorId: uuid('collector_id'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('customer_code').on(t.organisationId, t.code),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.collectorId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);

export const contact = pgTable(
	'contact',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		name: text('name').notNull(),
		email: text('email').notNull(),
		phone: text('phone').notNull().default(''),
		/** Order of preference for dunning: collections, then billing, then other. */
		role: text('role').$type<ContactRole>().notNull().default('billing'),
		language: text('language').$type<Language>(),
		timeZone: text('time_zone'),
		bouncedAt: instant('bounced_at'),
		removedAt: instant('removed_at'),
		/** At the wish of the person: nothing here names him any more. */
		erasedAt: instant('erased_at'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('contact_email').on(t.organisationId, t.customerId, t.email),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

/**
 * A pause somebody decided: the whole customer (in dispute, opted out, by hand), or one invoice
 * (payment announced, copy asked for, by hand). It ends on `until_on` or when it is released.
 */
export const hold = pgTable(
	'hold',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		invoiceId: uuid('invoice_id'),
		/** The statement of payment that caused it: the pause ends when nobody finds the money. */
		paymentClaimId: uuid('payment_claim_id'),
		/** Only messages to this contact are held. */
		contactId: uuid('contact_id'),
		/** Of an invoice, what rests of it; null = all that is open, whatever that is. */
		amountMinor: moneyMinor('amount_minor'),
		kind: text('kind').$type<HoldKind>().notNull(),
		reason: text('reason').notNull(),
		/** Last day of the pause, in the organisation's time zone; null = until released. */
		untilOn: localDateColumn('until_on'),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		releasedAt: instant('released_at'),
		releasedBy: text('released_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('hold_customer').on(t.organisationId, t.customerId),
		check('hold_scope', sql`invoice_id is null or contact_id is null`),
		check('hold_part', sql`amount_minor is null or (amount_minor > 0 and invoice_id is not null)`),
		foreignKey({
			columns: [t.organisationId, t.contactId],
			foreignColumns: [contact.organisationId, contact.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);
export type HoldKind =
	'manual' | 'customer_in_dispute' | 'opted_out' | 'payment_announced' | 'invoice_copy_sent';
