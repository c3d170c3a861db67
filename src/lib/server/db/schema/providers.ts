import { sql } from 'drizzle-orm';
import { foreignKey, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Channel } from '$lib/domain/dunning/scenario';
import { instant, tenantKey } from '../columns';
import { organisation } from './organisations';

/** Somebody who sends for us: text messages, or letters to print and post. Spoken to by signed requests. */
export const provider = pgTable(
	'provider',
	{
		...tenantKey(),
		channel: text('channel').$type<ProviderChannel>().notNull(),
		url: text('url').notNull(),
		/** Signs what we send and what they answer (HMAC-SHA-256); sealed with the key of the application. */
		sealedSecret: text('sealed_secret').notNull(),
		createdAt: instant('created_at').notNull(),
		createdBy: text('created_by').notNull(),
		disabledAt: instant('disabled_at'),
		disabledBy: text('disabled_by')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		// One at a time for a channel; those before stay, for what they sent.
		uniqueIndex('provider_channel')
			.on(t.organisationId, t.channel)
			.where(sql`disabled_at is null`),
		foreignKey({
			columns: [t.organisationId, t.organisationId],
			foreignColumns: [organisation.organisationId, organisation.id]
		})
	]
);
export type ProviderChannel = Extract<Channel, 'sms' | 'letter' | 'registered_letter'>;
