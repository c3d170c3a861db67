import { isNotNull } from 'drizzle-orm';
import type { NoteContact } from '$lib/domain/note-contact';
import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { customerKey, instant } from '../columns';
import { customer } from './customers';

/** What the house remembers about a customer, for colleagues only. Struck out, it stays to be read. */
export const customerNote = pgTable(
	'customer_note',
	{
		...customerKey(),
		at: instant('at').notNull(),
		byName: text('by_name').notNull(),
		body: text('body').notNull(),
		/** It is of a call; null: a note. */
		contact: text('contact_kind').$type<NoteContact>(),
		struckAt: instant('struck_at'),
		struckBy: text('struck_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('customer_note_customer').on(t.organisationId, t.customerId, t.at, t.id),
		index('customer_note_call')
			.on(t.organisationId, t.customerId, t.at)
			.where(isNotNull(t.contact)),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);
