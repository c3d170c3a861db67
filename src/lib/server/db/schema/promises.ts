import {
	foreignKey,
	index,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Language } from '$lib/domain/language';
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { customer } from './customers';
import { invoice } from './invoices';

/**
 * "I pay that much by that day." Within the policy it holds dunning at once, beyond it somebody
 * decides first. Kept or broken is never stored: the payments tell.
 */
export const promise = pgTable(
	'promise',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		/** Last day of the promise. */
		dueOn: localDateColumn('due_on').notNull(),
		note: text('note').notNull().default(''),
		source: text('source').$type<'portal' | 'phone' | 'email' | 'post'>().notNull(),
		madeByKind: text('made_by_kind').$type<'customer' | 'staff'>().notNull(),
		madeByName: text('made_by_name').notNull(),
		madeAt: instant('made_at').notNull(),
		madeOn: localDateColumn('made_on').notNull(),
		/** Why it is beyond the policy; empty when it is not. */
		beyond: jsonb('beyond').$type<string[]>().notNull().default([]),
		verdict: text('verdict').$type<'approved' | 'refused'>(),
		decidedAt: instant('decided_at'),
		decidedBy: text('decided_by'),
		decisionNote: text('decision_note').notNull().default(''),
		withdrawnAt: instant('withdrawn_at'),
		withdrawnBy: text('withdrawn_by'),
		/** Null: taken back. By mistake only staff can say: then it says nothing about the customer. */
		withdrawnBecause: text('withdrawn_because').$type<'by_mistake'>(),
		/** Parts of one plan share it; the plan counts once against the policy. */
		planId: uuid('plan_id'),
		/** The door it came through; null when staff wrote it down. */
		linkId: uuid('link_id'),
		/** What the customer read when he pressed the button, word for word, and its SHA-256. */
		shownText: text('shown_text').notNull().default(''),
		shownSha256: text('shown_sha256').notNull().default(''),
		language: text('language').$type<Language>(),
		/** SHA-256 of what was typed: the same key with other words is another wish. */
		contentSha256: text('content_sha256').notNull().default(''),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('promise_once').on(t.organisationId, t.customerId, t.idempotencyKey),
		index('promise_customer').on(t.organisationId, t.customerId, t.dueOn),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

export const promiseItem = pgTable(
	'promise_item',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		promiseId: uuid('promise_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		currency: text('currency').notNull(),
		amountMinor: moneyMinor('amount_minor').notNull(),
		/** Paid of the invoice when it was made: what is allocated beyond it keeps the promise. */
		settledBeforeMinor: moneyMinor('settled_before_minor').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('promise_item_invoice').on(t.organisationId, t.invoiceId),
		index('promise_item_promise').on(t.organisationId, t.promiseId),
		foreignKey({
			columns: [t.organisationId, t.promiseId],
			foreignColumns: [promise.organisationId, promise.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		})
	]
);
