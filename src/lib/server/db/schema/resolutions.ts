import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Outcome, Verdict } from '$lib/domain/disputes/schema';
import { disputeKey, instant, moneyMinor } from '../columns';
import { approvalRequest } from './approvals';
import { dispute } from './disputes';

/** The decision. A later one replaces it; all are kept. */
export const resolution = pgTable(
	'resolution',
	{
		...disputeKey(),
		verdict: text('verdict').$type<Verdict>().notNull(),
		outcome: text('outcome').$type<Outcome>().notNull(),
		acceptedMinor: moneyMinor('accepted_minor').notNull(),
		/** Told to the customer, in his words. */
		explanation: text('explanation').notNull(),
		decidedAt: instant('decided_at').notNull(),
		decidedById: uuid('decided_by_id').notNull(),
		decidedByName: text('decided_by_name').notNull(),
		/** The offer the customer accepted, where that decided the case. */
		proposalId: uuid('proposal_id'),
		/** What was signed for it, where the amount was not one person's to give. */
		approvalRequestId: uuid('approval_request_id')
	},
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('resolution_dispute').on(t.organisationId, t.disputeId, t.decidedAt),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.approvalRequestId],
			foreignColumns: [approvalRequest.organisationId, approvalRequest.id]
		})
	]
);
