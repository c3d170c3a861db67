import { isNull } from 'drizzle-orm';
import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { disputeKey, instant, localDateColumn, moneyMinor } from '../columns';
import { dispute } from './disputes';
import { user } from './users';

/** What a colleague reads in his next digest instead of in a mail of its own. */
export const digestLine = pgTable(
	'digest_line',
	{
		...disputeKey(),
		userId: uuid('user_id').notNull(),
		onceKey: text('once_key').notNull(),
		/** Of the mail it stands for. */
		event: text('event').notNull(),
		colleague: text('colleague').notNull().default(''),
		amountMinor: moneyMinor('amount_minor').notNull(),
		currency: text('currency').notNull(),
		at: instant('at').notNull(),
		/** Null: not yet. */
		toldOn: localDateColumn('told_on')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('digest_line_once').on(t.organisationId, t.onceKey),
		index('digest_line_waiting').on(t.organisationId, t.userId).where(isNull(t.toldOn)),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.userId],
			foreignColumns: [user.organisationId, user.id]
		})
	]
);
