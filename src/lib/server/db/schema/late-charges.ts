import {
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';
import { invoice } from './invoices';
import { organisation } from './organisations';

/** From a day on: yearly interest (basis points) or the fixed sum for the cost of recovery. Never changed: a new one follows. */
export const lateRate = pgTable(
	'late_rate',
	{
		...tenantKey(),
		kind: text('kind').$type<'interest' | 'fixed_fee'>().notNull(),
		fromOn: localDateColumn('from_on').notNull(),
		/** Interest only: 1,215 = 12.15 % a year. */
		basisPoints: integer('basis_points'),
		/** Fixed sum only, per invoice. */
		amountMinor: moneyMinor('amount_minor'),
		currency: text('currency'),
		/** Where it comes from: the law, the contract, the general terms of sale. */
		source: text('source').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		removedAt: instant('removed_at'),
		removedBy: text('removed_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('late_rate_day')
			.on(t.organisationId, t.kind, sql`coalesce(${t.currency}, '')`, t.fromOn)
			.where(sql`removed_at is null`),
		check('late_rate_value', sql`(basis_points is null) <> (amount_minor is null)`),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/**
 * What somebody decided about the interest or the fixed sum of one invoice, up to a day. What has
 * accrued is computed; a claim is a receivable of its own, never mixed with the invoice.
 */
export const lateCharge = pgTable(
	'late_charge',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		invoiceId: uuid('invoice_id').notNull(),
		kind: text('kind').$type<'interest' | 'fixed_fee'>().notNull(),
		/** `claimed` is due; `waived` is given up for good; `void` withdraws an earlier claim. */
		decision: text('decision').$type<'claimed' | 'waived' | 'void'>().notNull(),
		/** Interest: last day it covers. */
		untilOn: localDateColumn('until_on').notNull(),
		amountMinor: moneyMinor('amount_minor').notNull(),
		currency: text('currency').notNull(),
		reason: text('reason').notNull().default(''),
		/** The claim that is void. */
		chargeId: uuid('charge_id'),
		/** The letter or mail that claimed it. */
		noticeId: uuid('notice_id'),
		at: instant('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('late_charge_invoice').on(t.organisationId, t.invoiceId),
		foreignKey({
			columns: [t.organisationId, t.invoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		})
	]
);
