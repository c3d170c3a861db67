import { and, eq, sql } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute, disputeItem } from '../db/schema/disputes';
import { numberedInvoices } from '../invoices/queries';
import { allReasons } from '../settings/queries';

/** What a case of the queue is joined with. */
export const queueTables = (unit: Unit<DeskScope>) => ({
	reason: allReasons(unit),
	customer: namedCustomers(unit),
	invoice: numberedInvoices(unit)
});
export type QueueTables = ReturnType<typeof queueTables>;

/** Whoever is asked now. */
export const currentOne = and(
	eq(assignment.organisationId, dispute.organisationId),
	eq(assignment.disputeId, dispute.id),
	sql`${assignment.endedAt} is null`
);

const itsItems = sql`${disputeItem.organisationId} = ${dispute.organisationId} and ${disputeItem.disputeId} = ${dispute.id}`;
export const claimed = sql<bigint>`(select coalesce(sum(${disputeItem.claimedMinor}), 0) from ${disputeItem} where ${itsItems})`;
export const currency = sql<string>`coalesce((select min(${disputeItem.currency}) from ${disputeItem} where ${itsItems}), 'EUR')`;

/** What follows `from`: the invoices a case is about. */
export const itsInvoices = ({ invoice }: QueueTables) =>
	sql`${disputeItem} join ${invoice} on ${invoice.id} = ${disputeItem.invoiceId} where ${itsItems}`;
