import { sql } from 'drizzle-orm';
import {
	bigint,
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
import type { FateKind } from '$lib/domain/inbound/fate';
import type { LeftOut } from '$lib/domain/inbound/own-words';
import type { MailboxFault } from '$lib/domain/inbound/standing';
import { instant, tenantKey } from '../columns';
import { customer } from './customers';
import { delivery } from './delivery';
import { dispute } from './disputes';
import { notice } from './notices';
import { organisation } from './organisations';

/** Every mail that came in, as it came; written before anybody reads it. */
export const inboundMail = pgTable(
	'inbound_mail',
	{
		...tenantKey(),
		sha256: text('sha256').notNull(),
		storageKey: text('storage_key').notNull(),
		bytes: integer('bytes').notNull(),
		/** Whom the mail server delivered it to, where the door said so. */
		recipient: text('recipient').notNull().default(''),
		/** Where it lies, of what was fetched; a mailbox that counts anew gives it another place. */
		mailbox: text('mailbox'),
		uidValidity: bigint('uid_validity', { mode: 'number' }),
		uid: bigint('uid', { mode: 'number' }),
		receivedAt: instant('received_at').notNull(),
		/** How often somebody began to read it. */
		attempts: integer('attempts').notNull().default(0)
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('inbound_mail_once').on(t.organisationId, t.sha256),
		uniqueIndex('inbound_mail_place').on(t.organisationId, t.mailbox, t.uidValidity, t.uid),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);

export interface FileOfMail {
	name: string;
	bytes: number;
	/** Of a kind a case takes; unknown of what was kept before it was noted. */
	isTaken?: boolean;
}

/** What became of a mail, exactly one; never changed. */
export const inboundFate = pgTable(
	'inbound_fate',
	{
		...tenantKey(),
		mailId: uuid('mail_id').notNull(),
		kind: text('kind').$type<FateKind>().notNull(),
		/** Why it is not simply a message (domain/inbound). */
		why: text('why').notNull().default(''),
		fromEmail: text('from_email').notNull().default(''),
		fromName: text('from_name').notNull().default(''),
		/** Our mail server vouches for the sender. */
		verified: boolean('verified').notNull().default(false),
		subject: text('subject').notNull().default(''),
		text: text('text').notNull().default(''),
		/** Of its own words: machines repeat themselves. */
		wordsSha256: text('words_sha256').notNull().default(''),
		/** Its words are in the original only; null: kept before it was noted. */
		isWordless: boolean('is_wordless'),
		/** What of its own words is in the original only; null: kept before it was noted. */
		leftOut: text('left_out_kind').$type<LeftOut>(),
		files: jsonb('files').$type<FileOfMail[]>().notNull().default([]),
		/** Whom the mail it answers was about. */
		customerId: uuid('customer_id'),
		disputeId: uuid('dispute_id'),
		deliveryId: uuid('delivery_id'),
		noticeId: uuid('notice_id'),
		at: instant('at').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('inbound_fate_once').on(t.organisationId, t.mailId),
		index('inbound_fate_at').on(t.organisationId, t.at, t.id),
		index('inbound_fate_kind_at').on(t.organisationId, t.kind, t.at),
		index('inbound_fate_customer')
			.on(t.organisationId, t.customerId)
			.where(sql`kind in ('triage', 'dead') and notice_id is not null`),
		index('inbound_fate_dispute')
			.on(t.organisationId, t.disputeId, t.at)
			.where(sql`kind = 'message'`),
		index('inbound_fate_waiting')
			.on(t.organisationId, t.disputeId)
			.where(sql`kind in ('triage', 'dead') and dispute_id is not null`),
		foreignKey({
			columns: [t.organisationId, t.mailId],
			foreignColumns: [inboundMail.organisationId, inboundMail.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.deliveryId],
			foreignColumns: [delivery.organisationId, delivery.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.noticeId],
			foreignColumns: [notice.organisationId, notice.id]
		})
	]
);

export type ReadingDeed = 'attached' | 'disputed' | 'done';

/** A person read it, and what he made of it; once. */
export const inboundReading = pgTable(
	'inbound_reading',
	{
		...tenantKey(),
		mailId: uuid('mail_id').notNull(),
		deed: text('deed').$type<ReadingDeed>().notNull(),
		note: text('note').notNull().default(''),
		disputeId: uuid('dispute_id'),
		at: instant('at').notNull(),
		byName: text('by_name').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('inbound_reading_once').on(t.organisationId, t.mailId),
		foreignKey({
			columns: [t.organisationId, t.mailId],
			foreignColumns: [inboundMail.organisationId, inboundMail.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);

/** How the reading of the mailbox goes, one row; every organisation waits for what lies in it. */
export const inboundRound = pgTable(
	'inbound_round',
	{
		...tenantKey(),
		/** The first time somebody tried. */
		begunAt: instant('begun_at').notNull(),
		/** The last time it was read to its end. */
		readAt: instant('read_at'),
		/** What stopped the last round; empty when nothing did. */
		fault: text('fault_kind').$type<MailboxFault | ''>().notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('inbound_round_once').on(t.organisationId),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);
