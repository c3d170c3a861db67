import { foreignKey, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { disputeKey } from '../columns';
import { dispute, disputeAmendment } from './disputes';

/** Why the house put the reason of a case right, for the house alone; its id is that of the amendment. */
export const amendmentNote = pgTable(
	'amendment_note',
	{ ...disputeKey(), note: text('note').notNull() },
	(t) => [
		primaryKey({ columns: [t.organisationId, t.id] }),
		index('amendment_note_dispute').on(t.organisationId, t.disputeId),
		foreignKey({
			columns: [t.organisationId, t.id],
			foreignColumns: [disputeAmendment.organisationId, disputeAmendment.id]
		}),
		foreignKey({
			columns: [t.organisationId, t.disputeId],
			foreignColumns: [dispute.organisationId, dispute.id]
		})
	]
);
