import type { KeptApprovalRule } from '$lib/domain/disputes/approval';
import type { SignInAbove } from '$lib/domain/disputes/sign-in-above';
import type { Labels, Language } from '$lib/domain/language';
import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
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
		/** ISO 3166-2 without its country: the part of it whose public holidays count; empty = those of all of it. */
		region: text('region').notNull().default(''),
		language: text('language').$type<Language>().notNull().default('fr'),
		currency: text('currency').notNull().default('EUR'),
		accent: text('accent').notNull().default('#0f5c4d'),
		/** Re-encoded picture shown beside the name; null = the name alone. */
		logoKey: text('logo_key'),
		logoMime: text('logo_mime'),
		logoSha256: text('logo_sha256'),
		address: text('address').notNull().default(''),
		registration: text('registration').notNull().default(''),
		phone: text('phone').notNull().default(''),
		/** When somebody answers the phone, in words: "Mon to Fri, 9:00 to 12:00". */
		contactHours: jsonb('contact_hours').$type<Labels>().notNull().default({}),
		email: text('email').notNull(),
		iban: text('iban').notNull().default(''),
		bic: text('bic').notNull().default(''),
		ibanSince: localDateColumn('iban_since'),
		/** Address of the page where customers pay online, see domain/receivables/pay-page; '' = none. */
		payPage: text('pay_page').notNull().default(''),
		/** Working days without a message after a case is resolved. */
		quietPeriodDays: integer('quiet_period_days').notNull().default(5),
		/** Calendar days after its end within which a case is opened again; later it is a new one. */
		reopenDays: integer('reopen_days').notNull().default(30),
		/** Calendar days between two messages to the same customer. */
		minContactDelayDays: integer('min_contact_delay_days').notNull().default(3),
		minimumMinor: moneyMinor('minimum_minor')
			.notNull()
			.default(sql`0`),
		sendFromMinute: integer('send_from_minute').notNull().default(480),
		sendUntilMinute: integer('send_until_minute').notNull().default(1140),
		/** ISO weekdays on which messages may leave, among those worked. */
		sendWeekdays: jsonb('send_weekdays').$type<number[]>().notNull().default([1, 2, 3, 4, 5]),
		/** Days during which the tone to a customer does not fall. */
		keepToneDays: integer('keep_tone_days').notNull().default(10),
		/** Mails a contact may get from us in seven days, whatever they are about. */
		weeklyMails: integer('weekly_mails').notNull().default(5),
		/** A promise further away, or one more than that many open ones, is decided by a person. */
		promiseMaximumDays: integer('promise_maximum_days').notNull().default(30),
		promiseMaximumOpen: integer('promise_maximum_open').notNull().default(3),
		/** Parts a customer may pay a promised amount in without anybody deciding; 1 = whole sums only. */
		promiseInstalments: integer('promise_instalments').notNull().default(3),
		/** Whether a customer may still promise a date, through his link, for an invoice in a formal notice. */
		promiseAfterNotice: boolean('promise_after_notice').notNull().default(false),
		/** Working days between the promised day and the day its payment must be known here. */
		promiseGraceDays: integer('promise_grace_days').notNull().default(2),
		/** Who signs what is given away, see domain/disputes/approval; amounts as text. */
		approvalRules: jsonb('approval_rules')
			.$type<KeptApprovalRule[]>()
			.notNull()
			.default([{ category: null, claimType: null, aboveMinor: '100000', approverId: null }]),
		/** Up to how much of an invoice may be written off after a credit note, see domain/credits/residual; 0 = nothing. */
		residualMinor: moneyMinor('residual_minor')
			.notNull()
			.default(sql`0`),
		/** Calendar days a link opens its door, see domain/link-life; one that was made keeps its day. */
		linkPortalDays: integer('link_portal_days').notNull().default(120),
		linkResolverDays: integer('link_resolver_days').notNull().default(60),
		/** Above it whoever answers by a link signs in as well, see domain/disputes/sign-in-above. */
		signInAbove: jsonb('sign_in_above').$type<SignInAbove>().notNull().default({}),
		/** Deadlines, see domain/disputes/deadline-terms: what a priority leaves of the days, and when danger is told. */
		deadlineHighPercent: integer('deadline_high_percent').notNull().default(50),
		deadlineUrgentPercent: integer('deadline_urgent_percent').notNull().default(25),
		deadlineWarningPercent: integer('deadline_warning_percent').notNull().default(75),
		closures: jsonb('closures').$type<string[]>().notNull().default([]),
		/** Up to how much each of several credits may be that are signed with one press, see domain/disputes/sign-many; 0 = one by one. */
		signManyMinor: moneyMinor('sign_many_minor')
			.notNull()
			.default(sql`0`),
		/** What the references of its cases begin with, see domain/disputes/reference. */
		referencePrefix: text('reference_prefix').notNull().default('LIT'),
		disputeSequence: integer('dispute_sequence').notNull().default(0),
		/** Demo organisations have public passwords; they open only where the demo is switched on. */
		demo: boolean('demo').notNull().default(false),
		createdAt: instant('created_at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		check(
			'organisation_link_days',
			sql`link_portal_days between 7 and 365 and link_resolver_days between 7 and 365`
		),
		check('organisation_reference_prefix', sql`reference_prefix ~ '^[A-Z]{3}$'`),
		check('organisation_sign_many', sql`sign_many_minor >= 0`),
		check('organisation_residual', sql`residual_minor >= 0`),
		check('organisation_sign_in_above', sql`jsonb_typeof(sign_in_above) = 'object'`),
		check('organisation_contact_hours', sql`jsonb_typeof(contact_hours) = 'object'`)
	]
);
