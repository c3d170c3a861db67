import type { Language } from '$lib/domain/language';
import {
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
import type { MailName } from '$lib/server/mail/mails';
import { instant, tenantKey } from '../columns';
import { customer } from './customers';
import { notice } from './notices';
import { organisation } from './organisations';

/** The outbox: every mail the product writes, put here in the transaction that causes it. */
export const delivery = pgTable(
	'delivery',
	{
		...tenantKey(),
		customerId: uuid('customer_id'),
		disputeId: uuid('dispute_id'),
		noticeId: uuid('notice_id'),
		channel: text('channel').$type<'email' | 'sms' | 'post' | 'push'>().notNull().default('email'),
		mail: text('mail').$type<MailName>().notNull(),
		/** One mail per key: putting it twice changes nothing. */
		onceKey: text('once_key').notNull(),
		toEmail: text('to_email').notNull(),
		toName: text('to_name').notNull(),
		/** Of a text message; empty for what goes by mail or post. */
		toPhone: text('to_phone').notNull().default(''),
		language: text('language').$type<Language>().notNull(),
		/** Facts for the template; empty for a notice, whose facts are read again at the claim. */
		facts: jsonb('facts').$type<Record<string, unknown>>().notNull(),
		/** The link of this mail; its token is never stored. */
		linkId: uuid('link_id'),
		status: text('status').$type<DeliveryStatus>().notNull(),
		messageId: text('message_id').notNull(),
		subject: text('subject'),
		/** As written, with the link as a placeholder. */
		html: text('html'),
		text: text('text'),
		attempts: integer('attempts').notNull().default(0),
		nextAttemptAt: instant('next_attempt_at').notNull(),
		/** First time it was tried: a server that stays away is not waited for for ever. */
		firstAttemptAt: instant('first_attempt_at'),
		leaseUntil: instant('lease_until'),
		/**
		 * Claimed together with others, and nothing of it left yet: it may begin until then. Null once it
		 * began, and for what was claimed alone.
		 */
		beginUntil: instant('begin_until'),
		response: text('response'),
		createdAt: instant('created_at').notNull(),
		sentAt: instant('sent_at'),
		/** The witness mailbox held its Message-ID. */
		witnessedAt: instant('witnessed_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('delivery_once').on(t.organisationId, t.onceKey),
		index('delivery_due').on(t.organisationId, t.status, t.nextAttemptAt),
		index('delivery_notice').on(t.organisationId, t.noticeId),
		index('delivery_customer').on(t.organisationId, t.customerId, t.createdAt),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.noticeId],
			foreignColumns: [notice.organisationId, notice.id]
		})
	]
);
/** `unknown`: the body left but no answer came. It is never sent again without a person. */
export type DeliveryStatus =
	'planned' | 'claimed' | 'sent' | 'retry' | 'unknown' | 'failed' | 'cancelled';

/** What was heard of a delivery after it left: it arrived, it came back. Heard twice, it is written once. */
export const deliveryReport = pgTable(
	'delivery_report',
	{
		...tenantKey(),
		deliveryId: uuid('delivery_id').notNull(),
		kind: text('kind').$type<DeliveryReportKind>().notNull(),
		/** Names the event where it comes from: a provider's id, the Message-ID of a bounce. */
		eventKey: text('event_key').notNull(),
		detail: text('detail').notNull().default(''),
		at: instant('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('delivery_report_event').on(t.organisationId, t.eventKey),
		index('delivery_report_delivery').on(t.organisationId, t.deliveryId, t.at),
		foreignKey({
			columns: [t.organisationId, t.deliveryId],
			foreignColumns: [delivery.organisationId, delivery.id]
		})
	]
);
/** `taken_back`: whoever noted that it came back had been mistaken. */
export type DeliveryReportKind = 'delivered' | 'bounced' | 'refused' | 'taken_back';
