import { sql } from 'drizzle-orm';
import {
	foreignKey,
	index,
	pgTable,
	primaryKey,
	text,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { disputeKey, instant } from '../columns';
import { dispute } from './disputes';
import { subStatus } from './sub-statuses';

/** Who gave a case which step of the house's own, from when to when. It says nothing once the case has moved on. */
export const caseSubStatus = pgTable(
	'case_sub_status',
	{
		...disputeKey(),
		subStatusId: uuid('sub_status_id').notNull(),
		setAt: instant('set_at').notNull(),
		setByName: text('set_by_name').notNull(),
		endedAt: instant('ended_at')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		uniqueIndex('case_sub_status_now')
			.on(t.organisationId, t.disputeId)
			.where(sql`ended_at is null`),
		index('case_sub_status_which')
			.on(t.organisationId, t.subStatusId)
			.where(sql`ended_at is null`),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.subStatusId],
			foreignColumns: [subStatus.organisationId, subStatus.id]
		})
	]
);
