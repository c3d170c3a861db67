import { sql } from 'drizzle-orm';
import {
	boolean,
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
import type { Role } from '$lib/domain/access';
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

export const user = pgTable(
	'user',
	{
		...tenantKey(),
		email: text('email').notNull(),
		name: text('name').notNull(),
		role: text('role').$type<Role>().notNull(),
		team: text('team').notNull().default(''),
		language: text('language').$type<'fr' | 'en'>().notNull().default('fr'),
		passwordHash: text('password_hash').notNull(),
		disabledAt: instant('disabled_at'),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('user_email').on(t.email),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

/** `id_hash` is the SHA-256 of the session id; the id itself lives in the cookie only. */
export const session = pgTable(
	'session',
	{
		organisationId: uuid('organisation_id').notNull(),
		idHash: text('id_hash').notNull(),
		userId: uuid('user_id').notNull(),
		expiresAt: instant('expires_at').notNull(),
		/** However active, a session ends here. */
		endsAt: instant('ends_at').notNull(),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.idHash] }),
		uniqueIndex('session_id_hash').on(t.idHash),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		}).onDelete('cascade')
	]
);

/** Failed sign-ins, by the hash of the address or e-mail tried: known before any organisation is. */
export const loginAttempt = pgTable(
	'login_attempt',
	{
		id: uuid('id').primaryKey(),
		keyHash: text('key_hash').notNull(),
		at: instant('at').notNull()
	},
	(t) => [index('login_attempt_key').on(t.keyHash, t.at)]
);
