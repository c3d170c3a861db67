import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { customerKey, instant } from '../columns';
import { customer } from './customers';

/** A device that asked to be told. It ends with the door it was asked through. */
export const pushSubscription = pgTable(
	'push_subscription',
	{
		...customerKey(),
		linkId: uuid('link_id').notNull(),
		endpoint: text('endpoint').notNull(),
		p256dh: text('p256dh').notNull(),
		auth: text('auth').notNull(),
		createdAt: instant('created_at').notNull(),
		endedAt: instant('ended_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('push_subscription_once').on(t.organisationId, t.linkId, t.endpoint),
		index('push_subscription_customer').on(t.organisationId, t.customerId),
		foreignKey({
			columns: [t.organisationId, t.customerId],
			foreignColumns: [customer.organisationId, customer.id]
		})
	]
);
