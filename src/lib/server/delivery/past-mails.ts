import { and, eq, gte, lt } from 'drizzle-orm';
import { DAY_MS } from '$lib/domain/calendar';
import { pastEvents } from '../audit/past-events';
import type { InsideScope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { oneOf } from '../db/one-of';
import { delivery } from '../db/schema/delivery';
import { begunByUs, type RecentMails } from './recent-mails';

const WEEK = 7 * DAY_MS;

/**
 * Mails put into the outbox in the seven days before that instant. One called off later still
 * counted then; of one that failed nobody wrote down when, it counts for nothing.
 */
export async function recentMailsAsOf(
	unit: Unit<InsideScope>,
	customerIds: readonly string[],
	{ at }: AsOf
): Promise<RecentMails> {
	const rows = await unit.tx
		.select({
			id: delivery.id,
			customerId: delivery.customerId,
			email: delivery.toEmail,
			status: delivery.status
		})
		.from(delivery)
		.where(
			and(
				eq(delivery.organisationId, unit.scope.organisationId),
				oneOf(delivery.customerId, customerIds),
				gte(delivery.createdAt, new Date(at.getTime() - WEEK)),
				lt(delivery.createdAt, at),
				begunByUs
			)
		);
	const cancelled = rows.filter(({ status }) => status === 'cancelled').map(({ id }) => id);
	const ends = await pastEvents(unit, 'delivery', cancelled, CALLED_OFF);
	const later = new Set(ends.filter((end) => end.at > at).map(({ subjectId }) => subjectId));
	const counted = rows.filter(
		({ id, status }) => later.has(id) || (status !== 'failed' && status !== 'cancelled')
	);
	return (customerId, email) =>
		counted.filter((row) => row.customerId === customerId && row.email === email).length;
}

const CALLED_OFF = ['delivery.cancelled', 'delivery.given_up'];
