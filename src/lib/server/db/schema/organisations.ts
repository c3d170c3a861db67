import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, localDateColumn, moneyMinor, tenantKey } from '../columns';

/** The creditor: the tenant. `organisation_id` equals `id`, so that the same policies hold. */
export const organisation = pgTable(
	'organisation',
	{
		...tenantKey(),
		slug: text('slug').notNull().unique(),
		name: text('name').notNull(),
		legalName: text('legal_name').notNull(),
		/** IANA name; every business day of the organisation is a day there. */
		timeZone: text('time_zone').notNull().default('Europe/Paris'),
		/** ISO 3166-1 alpha-2: its public holidays. */
		country: text('country').notNull().default('FR'),
		language: text('language').$type<'fr' | 'en'>().notNull().default('fr'),
		currency: text('currency').notNull().default('EUR'),
		accent: text('accent').notNull().default('#0f5c4d'),
		address: text('address').notNull().default(''),
		registration: text('registration').notNull().default(''),
		phone: text('phone').notNull().default(''),
		email: text('email').notNull(),
		iban: text('iban').notNull().default(''),
		bic: text('bic').notNull().default(''),
		ibanSince: localDateColumn('iban_since'),
		/** Working days without a message after a case is resolved. */
		quietPeriodDays: integer('quiet_period_days').notNull().default(5),
		/** Calendar days between two messages to the same customer. */
		minContactDelayDays: integer('min_contact_delay_days').notNull().default(3),
		minimumMinor: moneyMinor('minimum_minor')
			.notNull()
			.default(sql`0`),
		sendFromMinute: integer('send_from_minute').notNull().default(480),
		sendUntilMinute: integer('send_until_minute').notNull().default(1140),
		/** Credits above this amount are decided by an approver. */
		approvalLimitMinor: moneyMinor('approval_limit_minor')
			.notNull()
			.default(sql`100000`),
		closures: jsonb('closures').$type<string[]>().notNull().default([]),
		disputeSequence: integer('dispute_sequence').notNull().default(0),
		/** Demo organisations have public passwords; they open only where the demo is switched on. */
		demo: boolean('demo').notNull().default(false),
		createdAt: instant('created_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.organisationId, t.id] })]
);
