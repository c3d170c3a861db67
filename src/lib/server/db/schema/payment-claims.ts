import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { Language } from '$lib/domain/language';
import { customerKey, instant, localDateColumn, moneyMinor } from '../columns';
import { customer } from './customers';
import { invoice } from './invoices';

/** "I have paid": what a customer says. Never a payment, never allocated; the bank tells. */
export const paymentClaim = pgTable(
	'payment_claim',
	{
		...customerKey(),
		paidOn: localDateColumn('paid_on').notNull(),
		currency: text('currency').notNull(),
		amountMinor: moneyMinor('amount_minor').notNull(),
		reference: text('reference').notNull().default(''),
		note: text('note').notNull().default(''),
		byName: text('by_name').notNull(),
		byEmail: text('by_email').notNull(),
		language: text('language').$type<Language>().notNull(),
		linkId: uuid('link_id'),
		claimedAt: instant('claimed_at').notNull(),
		claimedOn: localDateColumn('claimed_on').notNull(),
		/** What staff found at the bank; null until somebody looked. */
		verdict: text('verdict').$type<'found' | 'not_found'>(),
		decidedAt: instant('decided_at'),
		decidedBy: text('decided_by'),
		decisionNote: text('decision_note').notNull().default(''),
		/** SHA-256 of what was typed: the same key with other words is another wish. */
		contentSha256: text('content_sha256').notNull().default(''),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('payment_claim_once').on(t.organisationId, t.customerId, t.idempotencyKey),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);

export const paymentClaimItem = pgTable(
	'payment_claim_item',
	{
		...customerKey(),
		paymentClaimId: uuid('payment_claim_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		/** Null when only the whole sum was told. */
		amountMinor: moneyMinor('amount_minor')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('payment_claim_item_claim').on(t.organisationId, t.paymentClaimId),
		index('payment_claim_item_invoice').on(t.organisationId, t.invoiceId),
		foreignKey({
			columns: [t.organisationId, t.paymentClaimId],
			foreignColumns: [paymentClaim.organisationId, paymentClaim.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		})
	]
);
