import { isNotNull } from 'drizzle-orm';
import {
	foreignKey,
	index,
	json,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import type { CallOutcome } from '$lib/domain/dunning/call-outcome';
import type { Channel, Tone } from '$lib/domain/dunning/scenario';
import { instant, localDateColumn, tenantKey } from '../columns';
import { customerNote } from './customer-notes';
import { contact, customer } from './customers';
import { invoice } from './invoices';
import { run } from './runs';
import { step } from './scenarios';

/** One step for one leader invoice of one customer, once: the key is taken before anything is sent. */
export const notice = pgTable(
	'notice',
	{
		...tenantKey(),
		customerId: uuid('customer_id').notNull(),
		contactId: uuid('contact_id'),
		leaderInvoiceId: uuid('leader_invoice_id').notNull(),
		stepKey: text('step_key').notNull(),
		stepId: uuid('step_id').notNull(),
		runId: uuid('run_id').notNull(),
		channel: text('channel').$type<Channel>().notNull(),
		/** How it was said; null in what was written before tones were kept. */
		tone: text('tone').$type<Tone>(),
		status: text('status').$type<NoticeStatus>().notNull(),
		/** What was written to the customer, fixed at the claim; bigint amounts as text. Written by the thousand, read one by one: not taken apart. */
		content: json('content').$type<Record<string, unknown>>(),
		/** Decision reasons when it was cancelled or waits. */
		reasons: jsonb('reasons').$type<string[]>().notNull().default([]),
		plannedAt: instant('planned_at').notNull(),
		plannedOn: localDateColumn('planned_on').notNull(),
		closedAt: instant('closed_at'),
		closedOn: localDateColumn('closed_on')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('notice_once').on(t.organisationId, t.customerId, t.leaderInvoiceId, t.stepKey),
		index('notice_customer').on(t.organisationId, t.customerId, t.plannedAt),
		index('notice_run').on(t.organisationId, t.runId),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.contactId],
			foreignColumns: [contact.organisationId, contact.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.leaderInvoiceId],
			foreignColumns: [invoice.organisationId, invoice.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.stepId],
			foreignColumns: [step.organisationId, step.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.runId],
			foreignColumns: [run.organisationId, run.id]
		})
	]
);
/** A call or letter waits `to_confirm` until a person did it; e-mail goes planned → sent. */
export type NoticeStatus =
	'to_confirm' | 'planned' | 'sent' | 'unknown' | 'failed' | 'cancelled' | 'done';

/** Words a person put in place of the template's, for one notice that waits. */
export const noticeEdit = pgTable(
	'notice_edit',
	{
		...tenantKey(),
		noticeId: uuid('notice_id').notNull(),
		subject: text('subject').notNull(),
		body: text('body').notNull(),
		at: instant('at').notNull(),
		by: text('by').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('notice_edit_notice').on(t.organisationId, t.noticeId, t.at),
		foreignKey({
			columns: [t.organisationId, t.noticeId],
			foreignColumns: [notice.organisationId, notice.id]
		})
	]
);

/** A call made for a notice, and what came of it; one that was noted for the wrong customer is struck out with its note. */
export const call = pgTable(
	'call',
	{
		...tenantKey(),
		noticeId: uuid('notice_id').notNull(),
		outcome: text('outcome').$type<CallOutcome>().notNull(),
		note: text('note').notNull().default(''),
		/** Day to call again, when nobody answered. */
		againOn: localDateColumn('again_on'),
		at: instant('at').notNull(),
		by: text('by').notNull(),
		/** The note it was made by; null when it was recorded for its notice. */
		customerNoteId: uuid('customer_note_id'),
		struckAt: instant('struck_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('call_notice').on(t.organisationId, t.noticeId, t.at),
		index('call_note').on(t.organisationId, t.customerNoteId).where(isNotNull(t.customerNoteId)),
		foreignKey({
			columns: [t.organisationId, t.customerNoteId],
			foreignColumns: [customerNote.organisationId, customerNote.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.noticeId],
			foreignColumns: [notice.organisationId, notice.id]
		})
	]
);
