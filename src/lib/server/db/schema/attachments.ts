import { sql } from 'drizzle-orm';
import {
	bigint,
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
import { customerKey, instant } from '../columns';
import { accountMessage } from './account-messages';
import { customer } from './customers';
import { dispute } from './disputes';
import { paymentClaim } from './payment-claims';

/** Whether the file may be given out: `checking` while the antivirus has not answered. */
export type Scan = 'checking' | 'clean' | 'refused';

export const attachment = pgTable(
	'attachment',
	{
		...customerKey(),
		/** What it belongs to: a case, a statement of payment or a message, exactly one. */
		disputeId: uuid('dispute_id'),
		paymentClaimId: uuid('payment_claim_id'),
		accountMessageId: uuid('account_message_id'),
		messageId: uuid('message_id'),
		/** As typed by the sender: data, never a path. */
		name: text('name').notNull(),
		mime: text('mime').notNull(),
		bytes: integer('bytes').notNull(),
		sha256: text('sha256').notNull(),
		storageKey: text('storage_key').notNull(),
		/** Images only: a small re-encoded copy for the page. */
		thumbnailKey: text('thumbnail_key'),
		audience: text('audience').$type<'customer' | 'internal'>().notNull(),
		uploadedByKind: text('uploaded_by_kind').$type<'customer' | 'staff' | 'resolver'>().notNull(),
		uploadedByName: text('uploaded_by_name').notNull(),
		uploadedAt: instant('uploaded_at').notNull(),
		/** The door it came through, for its quota; null for staff. */
		linkId: uuid('link_id'),
		scan: text('scan').$type<Scan>().notNull().default('clean'),
		/** When it was asked about last, with or without an answer. */
		scannedAt: instant('scanned_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('attachment_dispute').on(t.organisationId, t.disputeId),
		index('attachment_link').on(t.organisationId, t.linkId, t.uploadedAt),
		index('attachment_account_message')
			.on(t.organisationId, t.accountMessageId)
			.where(sql`account_message_id is not null`),
		index('attachment_payment_claim')
			.on(t.organisationId, t.paymentClaimId)
			.where(sql`payment_claim_id is not null`),
		index('attachment_checking')
			.on(t.organisationId, t.uploadedAt)
			.where(sql`scan = 'checking'`),
		check('attachment_of', sql`num_nonnulls(dispute_id, payment_claim_id, account_message_id) = 1`),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.paymentClaimId],
			foreignColumns: [paymentClaim.organisationId, paymentClaim.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.accountMessageId],
			foreignColumns: [accountMessage.organisationId, accountMessage.id]
		})
	]
);

/** A big file on its way, in pieces: what has arrived of it stays when the line breaks. */
export const upload = pgTable(
	'upload',
	{
		...customerKey(),
		linkId: uuid('link_id').notNull(),
		/** As typed by the sender: data, never a path. */
		name: text('name').notNull(),
		bytesTotal: bigint('bytes_total', { mode: 'number' }).notNull(),
		/** As it was announced, of the whole: what arrives is checked against it. Empty = not told. */
		sha256: text('sha256').notNull().default(''),
		bytesHere: bigint('bytes_here', { mode: 'number' }).notNull().default(0),
		storageKey: text('storage_key').notNull(),
		createdAt: instant('created_at').notNull(),
		completedAt: instant('completed_at'),
		/** Taken into an attachment: the pieces may go. */
		claimedAt: instant('claimed_at'),
		/** Swept when nobody has claimed it by then. */
		expiresAt: instant('expires_at').notNull(),
		idempotencyKey: text('idempotency_key').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('upload_once').on(t.organisationId, t.customerId, t.idempotencyKey),
		index('upload_link').on(t.organisationId, t.linkId, t.createdAt),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);
