import { and, eq, sql } from 'drizzle-orm';
import type { DeskScope } from '../auth/scope';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { dispute } from '../db/schema/disputes';
import { queueCase } from '../db/schema/queue-cases';
import { numberedInvoices } from '../invoices/queries';
import { allReasons } from '../settings/queries';
import { claimedInvoice, itsClaims } from './claimed-items';

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

/** The same of a row of the queue. */
export const currentOfQueue = and(
	eq(assignment.organisationId, queueCase.organisationId),
	eq(assignment.disputeId, queueCase.id),
	sql`${assignment.endedAt} is null`
);

/** What follows `from`: the invoices a case is about. */
export const itsInvoices = ({ invoice }: QueueTables) =>
	sql`(select ${claimedInvoice} as id from ${itsClaims}) about join ${invoice} on ${invoice.id} = about.id where true`;
