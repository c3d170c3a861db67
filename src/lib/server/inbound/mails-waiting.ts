import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { WAITING_FATES } from '$lib/domain/inbound/fate';
import type { DeskScope, InsideScope } from '../auth/scope';
import { lookedAfter } from '../customers/looked-after';
import { namedCustomers } from '../customers/queries';
import type { Unit } from '../db/client';
import { inboundFate, inboundReading } from '../db/schema/inbound';
import { env } from '../env';
import { readingOfFate } from './dunning-facts';

const waitsIn = ({ scope }: Unit<InsideScope>) =>
	and(
		eq(inboundFate.organisationId, scope.organisationId),
		inArray(inboundFate.kind, WAITING_FATES),
		isNull(inboundReading.id)
	);

/** Somebody hands mail over, or a mailbox is read. */
export const isMailOn = (): boolean => Boolean(env().INBOUND_SECRET || env().INBOUND_IMAP_URL);

/** Mails nobody read yet: those of customers whoever looks looks after, then the longest waiting first. */
export function mailsToRead(unit: Unit<DeskScope>, most: number) {
	const customer = namedCustomers(unit);
	const isMine = sql`coalesce(${lookedAfter(unit)}, false)`;
	return unit.tx
		.select({
			mailId: inboundFate.mailId,
			fromName: inboundFate.fromName,
			fromEmail: inboundFate.fromEmail,
			at: inboundFate.at,
			customerName: customer.name,
			customerCode: customer.code
		})
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.leftJoin(customer, eq(customer.id, inboundFate.customerId))
		.where(waitsIn(unit))
		.orderBy(desc(sql`${customer.id} is not null and ${isMine}`), inboundFate.at, inboundFate.id)
		.limit(most);
}

/** How many nobody has read yet. */
export async function mailsWaiting(unit: Unit<InsideScope>): Promise<number> {
	const rows = unit.tx
		.select({ id: inboundFate.id })
		.from(inboundFate)
		.leftJoin(inboundReading, readingOfFate)
		.where(waitsIn(unit));
	return unit.tx.$count(rows.as('waiting'));
}
